{{/* Every setting of the web. Installed on its own, it looks for a backend that was installed on its own. */}}
{{- define "frontend.config" -}}
BACKEND_URL: {{ default (printf "http://%s:8000" (ternary "backend-service" (printf "%s-backend" .Release.Name) .Chart.IsRoot)) .Values.backendUrl | quote }}
# Where a request that came without encryption is sent on to the encrypted address.
HTTPS_ONLY: {{ ne .Values.global.tls.mode "none" | quote }}
{{- end -}}
