{{/*
The context of one program of this chart as if it were a chart of its own, so that the helpers of the library work for it.
Takes {root, component, values, namespace, into}: the context is put into the last, because templates give back only text.
*/}}
{{- define "monitoring.component" -}}
{{- $release := dict "Name" .root.Release.Name "Service" .root.Release.Service "Namespace" (default .root.Release.Namespace .namespace) -}}
{{- $chart := dict "Name" .component "Version" .root.Chart.Version "AppVersion" .root.Chart.AppVersion "IsRoot" false -}}
{{- $_ := set .into "Values" (merge (dict "global" .root.Values.global) .values) -}}
{{- $_ := set .into "Release" $release -}}
{{- $_ := set .into "Chart" $chart -}}
{{- $_ := set .into "Capabilities" .root.Capabilities -}}
{{- end -}}

{{/* Name, namespace and labels. Takes {root, of, suffix}: the chart, the context of the program, and the end of the name. */}}
{{- define "monitoring.metadata" -}}
name: {{ if .suffix }}{{ include "common.nameWith" (dict "root" .of "suffix" .suffix) }}{{ else }}{{ include "common.fullname" .of }}{{ end }}
namespace: {{ .of.Release.Namespace }}
labels:
  {{- include "common.labelsOf" (dict "root" .root "component" .of.Chart.Name) | nindent 2 }}
{{- end -}}

{{/* Labels and annotations of a pod template. Takes {root, of, annotations}. */}}
{{- define "monitoring.podMetadata" -}}
labels:
  {{- include "common.labelsOf" (dict "root" .root "component" .of.Chart.Name) | nindent 2 }}
  {{- with .of.Values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
annotations:
  {{- toYaml (merge (dict) .of.Values.podAnnotations .annotations) | nindent 2 }}
{{- end -}}

{{/* Takes {root, of, token}: whether the pods talk to the cluster. */}}
{{- define "monitoring.serviceAccount" -}}
{{- if .of.Values.serviceAccount.create -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "common.serviceAccountName" .of }}
  namespace: {{ .of.Release.Namespace }}
  labels:
    {{- include "common.labelsOf" (dict "root" .root "component" .of.Chart.Name) | nindent 4 }}
  {{- with .of.Values.serviceAccount.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: {{ .token }}
{{- end -}}
{{- end -}}

{{/* A claim that outlives the release. Takes {root, of}. */}}
{{- define "monitoring.claim" -}}
{{- with .of.Values.persistence -}}
{{- if and .enabled (not .existingClaim) -}}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  {{- include "monitoring.metadata" (merge (dict "suffix" "data") $) | nindent 2 }}
  annotations:
    {{- include "common.keep" . | nindent 4 }}
spec:
  {{- include "common.claimSpec" . | nindent 2 }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The volume of a program, or scratch space without one. Takes {of, scratch}: the size of the latter. */}}
{{- define "monitoring.dataVolume" -}}
- name: data
  {{- if .of.Values.persistence.enabled }}
  persistentVolumeClaim:
    claimName: {{ default (include "common.nameWith" (dict "root" .of "suffix" "data")) .of.Values.persistence.existingClaim }}
  {{- else }}
  emptyDir:
    sizeLimit: {{ .scratch }}
  {{- end }}
{{- end -}}

{{/* Affinity rules of the user; one pod on its own has nobody to keep away from. */}}
{{- define "monitoring.affinity" -}}
{{- with .Values.affinity -}}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end -}}
{{- end -}}

{{- define "monitoring.extraEnv" -}}
{{- with .Values.extraEnv -}}
env:
  {{- toYaml . | nindent 2 }}
{{- end -}}
{{- end -}}

{{/* Programs in Go collect their garbage before the limit of the container ends them. */}}
{{- define "monitoring.goMemoryLimit" -}}
{{- printf "%dMiB" (div (mul (include "common.mebibytes" .Values.resources.limits.memory | int) 90) 100) -}}
{{- end -}}

{{/* A number of cores, such as 0.4 for 400m. */}}
{{- define "monitoring.cores" -}}
{{- $text := toString . -}}
{{- if hasSuffix "m" $text -}}
{{- divf (trimSuffix "m" $text) 1000 -}}
{{- else -}}
{{- $text -}}
{{- end -}}
{{- end -}}

{{/*
The rules for Prometheus: the alerts, and what they have to know about this release. The latter cannot be in the file, which
is kept free of templates so that Prometheus' own tools can read it; it has to be the last group there.
*/}}
{{- define "monitoring.rules" -}}
{{- $names := printf "{namespace: %q, release: %q}" .Release.Namespace .Release.Name -}}
{{ .Files.Get "files/alerts.yaml" | trim }}

  - name: todo-chatbot-release
    rules:
      - record: todo:release:info
        expr: vector(1)
        labels: {{ $names }}
      {{- if .Values.backups.expected }}
      - record: todo:backup:expected
        expr: vector(1)
        labels: {{ $names }}
      {{- end }}
      {{- range $component, $limits := .Values.limits }}
      {{- $labels := printf "{namespace: %q, release: %q, component: %q}" $.Release.Namespace $.Release.Name $component }}
      - record: todo:limit:cpu_cores
        expr: vector({{ include "monitoring.cores" $limits.cpu }})
        labels: {{ $labels }}
      - record: todo:limit:memory_bytes
        expr: vector({{ mul (include "common.mebibytes" $limits.memory | int) 1048576 }})
        labels: {{ $labels }}
      {{- end }}
{{- end -}}

{{- define "monitoring.dashboardName" -}}
{{- include "common.nameWith" (dict "root" . "suffix" "dashboards") -}}
{{- end -}}

{{/* Sentences for combinations that would install and then not work. */}}
{{- define "monitoring.check" -}}
{{- $isOperator := eq .Values.mode "operator" -}}
{{- if and $isOperator (not .Values.operator.assumeCrds) (not (.Capabilities.APIVersions.Has "monitoring.coreos.com/v1")) -}}
{{- fail "monitoring.mode is operator, but the cluster has no monitoring.coreos.com/v1. Install the Prometheus operator first, or set monitoring.mode=bundled. Where the chart is rendered without a cluster, set monitoring.operator.assumeCrds=true." -}}
{{- end -}}
{{- if and $isOperator .Values.grafana.enabled (not .Values.grafana.prometheusUrl) -}}
{{- fail "monitoring.mode is operator, so Grafana has to be told where Prometheus is: set monitoring.grafana.prometheusUrl, such as http://prometheus-operated.monitoring:9090, or leave Grafana out and use that of the operator." -}}
{{- end -}}
{{- with .Values.logging -}}
{{- if .enabled -}}
{{- if eq .namespace $.Release.Namespace -}}
{{- fail (printf "monitoring.logging.namespace is %s, where the app is. Fluent Bit reads a folder of the node, which that namespace forbids: choose another." .namespace) -}}
{{- end -}}
{{- if and (ne .output.type "stdout") (not .output.host) -}}
{{- fail (printf "monitoring.logging.output.type is %s, which needs monitoring.logging.output.host." .output.type) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
