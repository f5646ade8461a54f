{{/* fluent-bit.yaml. The names of the files hold the namespace, so no line of another one is ever read. */}}
{{- define "monitoring.fluentBitConfig" -}}
{{- $output := .Values.logging.output -}}
{{- $port := int $output.port -}}
service:
  flush: 5
  log_level: warn
  http_server: on
  http_listen: 0.0.0.0
  http_port: 2020
  health_check: on
pipeline:
  inputs:
    - name: tail
      tag: kube.*
      path: /var/log/containers/*_{{ .Release.Namespace }}_*.log
      multiline.parser: {{ .Values.logging.runtime }}
      # Where the reading was is known as long as the pod lives: the node's folder cannot be written to. A new pod goes on at
      # the end of the files, because lines that come twice are worse than a gap of seconds.
      db: /tmp/positions.db
      mem_buf_limit: 8MB
      skip_long_lines: on
      refresh_interval: 10
  filters:
    - name: kubernetes
      match: kube.*
      # The fields of a line in JSON become fields of the record.
      merge_log: on
      keep_log: off
      labels: on
      annotations: off
  outputs:
    {{- if eq $output.type "stdout" }}
    - name: stdout
      match: kube.*
      format: json_lines
    {{- else }}
    {{- $isLoki := eq $output.type "loki" }}
    - name: {{ ternary "loki" "es" $isLoki }}
      match: kube.*
      host: {{ $output.host }}
      port: {{ ternary $port (ternary 3100 9200 $isLoki) (gt $port 0) }}
      tls: {{ ternary "on" "off" $output.tls }}
      {{- if $isLoki }}
      labels: job=fluent-bit, namespace=$kubernetes['namespace_name'], pod=$kubernetes['pod_name'], container=$kubernetes['container_name']
      line_format: json
      {{- else }}
      index: {{ $output.index }}
      # Elasticsearch from version 8 on refuses the type, and field names with dots in labels clash.
      suppress_type_name: on
      replace_dots: on
      {{- end }}
      {{- if $output.existingSecret }}
      http_user: ${LOG_USER}
      http_passwd: ${LOG_PASSWORD}
      {{- end }}
      # A server that is away for long must not fill the memory.
      retry_limit: 10
    {{- end }}
{{- end -}}
