{{/* todo-backend for the component backend of the release todo. */}}
{{- define "common.fullname" -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/*
Name of something beside the workload, such as todo-backend-backup. Takes {root, suffix}. Long release names are cut in
the middle, so that the suffix still tells two objects apart.
*/}}
{{- define "common.nameWith" -}}
{{- printf "%s-%s" (include "common.fullname" .root | trunc (int (sub 62 (len .suffix))) | trimSuffix "-") .suffix -}}
{{- end -}}

{{/* What selects the pods of a component. It can never change after an install, so it holds nothing that could. */}}
{{- define "common.selectorLabels" -}}
{{ include "common.selectorLabelsOf" (dict "root" . "component" .Chart.Name) }}
{{- end -}}

{{/* The same for another component of the release. Takes {root, component}. */}}
{{- define "common.selectorLabelsOf" -}}
app.kubernetes.io/name: todo-chatbot
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "common.labels" -}}
{{ include "common.labelsOf" (dict "root" . "component" .Chart.Name) }}
{{- if .Chart.IsRoot }}
# On its own a component also has the label that older charts for one component used.
app: {{ .Chart.Name }}
{{- end }}
{{- end -}}

{{/* Labels of a component that is not the chart's own, such as a backup. Takes {root, component}. */}}
{{- define "common.labelsOf" -}}
{{ include "common.selectorLabelsOf" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: todo-chatbot
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 }}
{{- end -}}

{{/* Name, namespace and labels of an object. Takes {root, name, component}; the last two default to the chart's own. */}}
{{- define "common.metadata" -}}
name: {{ default (include "common.fullname" .root) .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- if .component }}
  {{- include "common.labelsOf" . | nindent 2 }}
  {{- else }}
  {{- include "common.labels" .root | nindent 2 }}
  {{- end }}
{{- end -}}

{{/* An image with its registry, and by digest where one is given. Takes {root, image, key}; key names the value in sentences. */}}
{{- define "common.imageOf" -}}
{{- $image := .image -}}
{{- if not (or $image.tag $image.digest) -}}
{{- fail (printf "%s.tag is empty. Set it to the tag of the image that was built, such as --set-string %s.tag=0.1.0." .key .key) -}}
{{- end -}}
{{- $registry := default .root.Values.global.imageRegistry $image.registry -}}
{{- if $registry }}{{ trimSuffix "/" $registry }}/{{ end }}{{ $image.repository }}
{{- if $image.digest }}@{{ $image.digest }}{{ else }}:{{ $image.tag }}{{ end -}}
{{- end -}}

{{- define "common.image" -}}
{{- include "common.imageOf" (dict "root" . "image" .Values.image "key" (printf "%s.image" .Chart.Name)) -}}
{{- end -}}

{{- define "common.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "common.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/*
Eight digits for the name of a Job. A Job cannot be changed, so whatever could change its pod makes another one. Takes the
context of the chart.
*/}}
{{- define "common.jobSum" -}}
{{- $global := .Values.global -}}
{{- list (omit .Values "global") $global.imageRegistry $global.imagePullSecrets (omit $global.secrets "checksum" "values") .Chart.Version | toJson | sha256sum | trunc 8 -}}
{{- end -}}
