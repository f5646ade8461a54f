{{/* todo-backend for the component backend of the release todo. */}}
{{- define "common.fullname" -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* What selects the pods of a component. It can never change after an install, so it holds nothing that could. */}}
{{- define "common.selectorLabels" -}}
app.kubernetes.io/name: todo-chatbot
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: {{ .Chart.Name }}
{{- end -}}

{{/* Labels without the component, for objects that no selector must find. */}}
{{- define "common.sharedLabels" -}}
app.kubernetes.io/name: todo-chatbot
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: todo-chatbot
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 }}
{{- end -}}

{{- define "common.labels" -}}
{{ include "common.sharedLabels" . }}
app.kubernetes.io/component: {{ .Chart.Name }}
{{- end -}}

{{- define "common.image" -}}
{{- if not .Values.image.tag -}}
{{- fail (printf "%s.image.tag is empty. Set it to the tag of the image that was built, such as --set-string %s.image.tag=0.1.0." .Chart.Name .Chart.Name) -}}
{{- end -}}
{{- printf "%s:%s" .Values.image.repository .Values.image.tag -}}
{{- end -}}
