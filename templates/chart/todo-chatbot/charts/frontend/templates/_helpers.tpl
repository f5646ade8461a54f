{{/* Every setting of the web. */}}
{{- define "frontend.config" -}}
BACKEND_URL: {{ default (printf "http://%s-backend:8000" .Release.Name) .Values.backendUrl | quote }}
{{- end -}}
