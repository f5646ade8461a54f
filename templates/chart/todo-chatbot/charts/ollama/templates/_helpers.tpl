{{/* Every setting of the server. */}}
{{- define "ollama.config" -}}
# As a user without a home, the program ends because it cannot make /.ollama.
HOME: /models
OLLAMA_MODELS: /models/store
OLLAMA_HOST: 0.0.0.0:11434
OLLAMA_KEEP_ALIVE: {{ .Values.keepAlive | quote }}
OLLAMA_NUM_PARALLEL: "1"
OLLAMA_MAX_LOADED_MODELS: "1"
OLLAMA_CONTEXT_LENGTH: {{ int .Values.contextLength | quote }}
{{- end -}}

{{- define "ollama.models" -}}
{{- concat (list .Values.model) .Values.extraModels | uniq | toJson -}}
{{- end -}}

{{- define "ollama.resources" -}}
{{- $resources := deepCopy .Values.resources -}}
{{- if gt (int .Values.gpu.count) 0 -}}
{{- $_ := set $resources.limits .Values.gpu.resource (.Values.gpu.count | int) -}}
{{- end -}}
{{- toYaml $resources -}}
{{- end -}}
