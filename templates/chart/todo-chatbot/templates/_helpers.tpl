{{/* Keys of the one Secret, of all components, as JSON: {generated, given, optional}. */}}
{{- define "todo-chatbot.secretKeys" -}}
{{- $keys := include "backend.secretKeys" .Subcharts.backend | fromJson -}}
{{- $generated := $keys.generated -}}
{{- if .Values.postgres.enabled -}}
{{- $generated = append $generated "POSTGRES_PASSWORD" | uniq -}}
{{- end -}}
{{- if and .Values.monitoring.enabled (dig "grafana" "enabled" false .Values.monitoring) -}}
{{- $generated = append $generated "GRAFANA_ADMIN_PASSWORD" -}}
{{- end -}}
{{- dict "generated" $generated "given" $keys.given "optional" $keys.optional | toJson -}}
{{- end -}}

{{- define "todo-chatbot.tlsSecret" -}}
{{- default (printf "%s-tls" (.Release.Name | trunc 59)) .Values.global.tls.secretName -}}
{{- end -}}

{{/* Names of this release that a browser may type. */}}
{{- define "todo-chatbot.hosts" -}}
{{- $hosts := list -}}
{{- if .Values.ingress.enabled }}{{ $hosts = append $hosts .Values.ingress.host }}{{ end -}}
{{- if .Values.httpRoute.enabled }}{{ $hosts = concat $hosts .Values.httpRoute.hostnames }}{{ end -}}
{{- uniq $hosts | toJson -}}
{{- end -}}

{{/* Sentences for components that do not fit together. */}}
{{- define "todo-chatbot.check" -}}
{{- $backend := .Subcharts.backend.Values -}}
{{- $driver := $backend.database.driver -}}
{{- $tls := .Values.global.tls -}}
{{- if and (eq $driver "postgres") (not .Values.postgres.enabled) (not $backend.database.host) -}}
{{- fail "backend.database.driver is postgres, but there is none. Set postgres.enabled to true, or name a server of yours in backend.database.host." -}}
{{- end -}}
{{- if and .Values.postgres.enabled (or (ne $driver "postgres") $backend.database.host) -}}
{{- fail (printf "postgres.enabled is true, but nothing would use it: backend.database.driver is %s%s. Set the driver to postgres, or postgres.enabled to false." $driver (ternary " with a host of its own" "" (ne $backend.database.host ""))) -}}
{{- end -}}
{{- if .Values.postgres.enabled -}}
{{- range $ours, $theirs := dict "name" "database" "user" "user" -}}
{{- $here := get $backend.database $ours -}}
{{- $there := get $.Subcharts.postgres.Values $theirs -}}
{{- if ne $here $there -}}
{{- fail (printf "backend.database.%s is %q, but postgres.%s is %q. They have to be the same." $ours $here $theirs $there) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and (eq $backend.ai.backend "ollama") (not .Values.ollama.enabled) (not $backend.ai.baseUrl) -}}
{{- fail "backend.ai.backend is ollama, but there is none. Set ollama.enabled to true, or name a server of yours in backend.ai.baseUrl." -}}
{{- end -}}
{{- if and .Values.ollama.enabled (ne $backend.ai.backend "ollama") -}}
{{- fail (printf "ollama.enabled is true, but nothing would use it: backend.ai.backend is %s. Set it to ollama, or ollama.enabled to false." $backend.ai.backend) -}}
{{- end -}}
{{- if .Values.ollama.enabled -}}
{{- $models := include "ollama.models" .Subcharts.ollama | fromJsonArray -}}
{{- if and $backend.ai.model (not (has $backend.ai.model $models)) -}}
{{- fail (printf "backend.ai.model is %s, which Ollama would not have. Set ollama.model to the same." $backend.ai.model) -}}
{{- end -}}
{{- if and (not $backend.ai.model) (ne .Subcharts.ollama.Values.model "qwen2.5:0.5b") -}}
{{- fail (printf "ollama.model is %s, but backend.ai.model is empty and stands for qwen2.5:0.5b. Set it to the same." .Subcharts.ollama.Values.model) -}}
{{- end -}}
{{- end -}}
{{- $exposed := or .Values.ingress.enabled .Values.httpRoute.enabled -}}
{{- if and (ne $tls.mode "none") (not $exposed) -}}
{{- fail (printf "global.tls.mode is %s, but there is nothing to encrypt. Set ingress.enabled or httpRoute.enabled to true, or the mode to none." $tls.mode) -}}
{{- end -}}
{{- if and $exposed (eq $backend.environment "prod") (eq $tls.mode "none") -}}
{{- fail "backend.environment is prod, and passwords would travel without encryption. Set global.tls.mode to certManager, existing or selfSigned." -}}
{{- end -}}
{{- if and (eq $tls.mode "existing") (not $tls.secretName) -}}
{{- fail "global.tls.mode is existing, which needs global.tls.secretName: a Secret with tls.crt and tls.key." -}}
{{- end -}}
{{- if and (eq $tls.mode "certManager") (not $tls.issuer.name) -}}
{{- fail "global.tls.mode is certManager, which needs global.tls.issuer.name." -}}
{{- end -}}
{{- if and (ne $tls.mode "none") (eq (include "todo-chatbot.hosts" .) "[]") -}}
{{- fail "global.tls.mode needs a name for the certificate. Set httpRoute.hostnames." -}}
{{- end -}}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.gateway) -}}
{{- fail "httpRoute.enabled needs httpRoute.gateway: the name of a Gateway of this cluster." -}}
{{- end -}}
{{- if .Values.monitoring.enabled -}}
{{- $monitoring := .Subcharts.monitoring.Values -}}
{{- if ne $monitoring.backups.expected $backend.backup.enabled -}}
{{- fail (printf "backend.backup.enabled is %t, but monitoring.backups.expected is %t. Set both to the same, or the alert about missing backups is wrong." $backend.backup.enabled $monitoring.backups.expected) -}}
{{- end -}}
{{- range $kind := list "cpu" "memory" -}}
{{- $limit := get $backend.resources.limits $kind -}}
{{- if ne $limit (get $monitoring.limits.backend $kind) -}}
{{- fail (printf "backend.resources.limits.%s is %s, but monitoring.limits.backend.%s is %s. Set both to the same, or the alerts about it are wrong." $kind $limit $kind (get $monitoring.limits.backend $kind)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
