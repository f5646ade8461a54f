{{/* Every setting that is not secret. */}}
{{- define "backend.config" -}}
ENVIRONMENT: {{ .Values.environment | quote }}
PORT: "8000"
LOG_LEVEL: {{ .Values.logLevel | quote }}
CORS_ORIGINS: {{ join "," .Values.corsOrigins | quote }}
RATE_LIMIT_RPM: {{ int .Values.rateLimitRpm | quote }}
JWT_TTL: {{ .Values.sessionTtl | quote }}
AI_BACKEND: {{ .Values.ai.backend | quote }}
AI_BASE_URL: {{ .Values.ai.baseUrl | quote }}
AI_MODEL: {{ .Values.ai.model | quote }}
AI_TIMEOUT_MS: {{ int .Values.ai.timeoutMs | quote }}
DATABASE_DRIVER: {{ .Values.database.driver | quote }}
DATA_DIR: /app/data
SECRETS_DIR: /run/secrets/app
# The heap stays at 70 % of the memory limit; the rest is for hashing passwords and for Node itself.
NODE_OPTIONS: {{ printf "--max-old-space-size=%d" (div (mul (include "common.mebibytes" .Values.resources.limits.memory | int) 70) 100) | quote }}
{{- end -}}

{{/* Sentences for combinations that would install and then not work. */}}
{{- define "backend.check" -}}
{{- if gt (int .Values.replicas) 1 -}}
{{- fail (printf "backend.replicas is %d, but SQLite is one file that only one pod may write. Set backend.replicas to 1." (int .Values.replicas)) -}}
{{- end -}}
{{- if not .Values.secrets.existingSecret -}}
{{- fail "backend.secrets.existingSecret is empty. Make a Secret with the key JWT_SECRET (32 bytes or more) and set its name." -}}
{{- end -}}
{{- if eq .Values.ai.backend "compatible" -}}
{{- if or (not .Values.ai.baseUrl) (not .Values.ai.model) -}}
{{- fail "backend.ai.backend is compatible, which needs backend.ai.baseUrl (such as http://ollama:11434/v1) and backend.ai.model." -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "backend.claimName" -}}
{{- default (printf "%s-data" (include "common.fullname" .)) .Values.persistence.existingClaim -}}
{{- end -}}
