{{/* Settings of Grafana, as its variables. What it does on its own initiative needs memory and the internet, and is off. */}}
{{- define "monitoring.grafanaConfig" -}}
GOMEMLIMIT: {{ include "monitoring.goMemoryLimit" . }}
GF_PATHS_DATA: /var/lib/grafana
GF_LOG_MODE: console
GF_LOG_CONSOLE_FORMAT: json
GF_AUTH_ANONYMOUS_ENABLED: "false"
GF_USERS_ALLOW_SIGN_UP: "false"
GF_SECURITY_DISABLE_GRAVATAR: "true"
{{- if .Values.global.secrets.mountAsFiles }}
GF_SECURITY_ADMIN_PASSWORD__FILE: /run/secrets/app/GRAFANA_ADMIN_PASSWORD
{{- else }}
# Grafana replaces this by the variable with that name.
GF_SECURITY_ADMIN_PASSWORD: $__env{GRAFANA_ADMIN_PASSWORD}
{{- end }}
{{- with .Values.rootUrl }}
GF_SERVER_ROOT_URL: {{ . | quote }}
{{- end }}
GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: /etc/dashboards/todo-chatbot.json
GF_UNIFIED_ALERTING_ENABLED: "false"
GF_ANALYTICS_REPORTING_ENABLED: "false"
GF_ANALYTICS_CHECK_FOR_UPDATES: "false"
GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false"
GF_NEWS_NEWS_FEED_ENABLED: "false"
GF_PLUGINS_PREINSTALL_DISABLED: "true"
{{- end -}}

{{- define "monitoring.prometheusUrl" -}}
{{- $of := dict -}}
{{- include "monitoring.component" (dict "root" . "component" "prometheus" "values" .Values.prometheus "into" $of) -}}
{{- default (printf "http://%s:9090" (include "common.fullname" $of)) .Values.grafana.prometheusUrl -}}
{{- end -}}

{{- define "monitoring.grafanaDatasources" -}}
apiVersion: 1
datasources:
  - name: Prometheus
    uid: prometheus
    type: prometheus
    access: proxy
    url: {{ include "monitoring.prometheusUrl" . }}
    isDefault: true
    editable: false
    jsonData:
      httpMethod: POST
      timeInterval: {{ ternary .Values.operator.interval .Values.prometheus.interval (eq .Values.mode "operator") }}
{{- end -}}

{{- define "monitoring.grafanaDashboards" -}}
apiVersion: 1
providers:
  - name: todo-chatbot
    type: file
    disableDeletion: true
    allowUiUpdates: false
    options:
      path: /etc/dashboards
{{- end -}}
