{{/* prometheus.yml. Only pods of this release are kept; which ones have metrics, they say themselves by annotations. */}}
{{- define "monitoring.prometheusConfig" -}}
{{- $values := .Values.prometheus -}}
global:
  scrape_interval: {{ $values.interval }}
  evaluation_interval: {{ $values.interval }}
rule_files: [/etc/prometheus/rules.yml]
{{- with $values.alertmanagers }}
alerting:
  alertmanagers:
    - static_configs:
        - targets: {{ toJson . }}
{{- end }}
scrape_configs:
  - job_name: todo-chatbot
    kubernetes_sd_configs:
      - role: pod
        namespaces:
          names: [{{ .Release.Namespace }}]
    relabel_configs:
      - source_labels:
          - __meta_kubernetes_pod_label_app_kubernetes_io_name
          - __meta_kubernetes_pod_label_app_kubernetes_io_instance
          - __meta_kubernetes_pod_annotation_prometheus_io_scrape
        separator: ;
        regex: {{ printf "todo-chatbot;%s;true" (regexQuoteMeta .Release.Name) | squote }}
        action: keep
      # A pod that has ended keeps its address in the list.
      - source_labels: [__meta_kubernetes_pod_phase]
        regex: Succeeded|Failed
        action: drop
      # Every container and port of a pod is a target at first; they become the same one here.
      - source_labels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port]
        regex: (\[[^\]]+\]|[^:]+)(?::\d+)?;(\d+)
        target_label: __address__
        replacement: $1:$2
      - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_path]
        regex: (.+)
        target_label: __metrics_path__
      - source_labels: [__meta_kubernetes_pod_label_app_kubernetes_io_component]
        target_label: job
        replacement: todo-$1
      {{- include "monitoring.targetLabels" "source_labels target_label" | trim | nindent 6 }}
{{- end -}}

{{/*
Labels of every series that the alerts and the dashboard rely on. Takes the two names that a rule has: Prometheus and its
operator spell them differently.
*/}}
{{- define "monitoring.targetLabels" -}}
{{- $spelling := splitList " " . -}}
{{- range $label, $source := dict
  "component" "pod_label_app_kubernetes_io_component"
  "namespace" "namespace"
  "pod" "pod_name"
  "release" "pod_label_app_kubernetes_io_instance" }}
- {{ first $spelling }}: [__meta_kubernetes_{{ $source }}]
  {{ last $spelling }}: {{ $label }}
{{- end }}
{{- end -}}
