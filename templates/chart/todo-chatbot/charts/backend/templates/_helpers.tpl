{{/* Every setting that is not secret. */}}
{{- define "backend.config" -}}
{{- $database := .Values.database -}}
ENVIRONMENT: {{ .Values.environment | quote }}
PORT: "8000"
METRICS_PORT: "9090"
LOG_LEVEL: {{ .Values.logLevel | quote }}
CORS_ORIGINS: {{ join "," .Values.corsOrigins | quote }}
RATE_LIMIT_RPM: {{ int .Values.rateLimitRpm | quote }}
JWT_TTL: {{ .Values.sessionTtl | quote }}
AI_BACKEND: {{ .Values.ai.backend | quote }}
AI_BASE_URL: {{ include "backend.aiAddress" . | quote }}
AI_MODEL: {{ .Values.ai.model | quote }}
AI_TIMEOUT_MS: {{ int .Values.ai.timeoutMs | quote }}
DATABASE_DRIVER: {{ $database.driver | quote }}
{{- if eq $database.driver "sqlite" }}
DATA_DIR: /app/data
{{- else }}
DATABASE_POOL_SIZE: {{ int $database.poolSize | quote }}
{{- if eq $database.driver "postgres" }}
POSTGRES_HOST: {{ default (printf "%s-postgres" .Release.Name) $database.host | quote }}
POSTGRES_PORT: {{ int $database.port | quote }}
POSTGRES_DB: {{ $database.name | quote }}
POSTGRES_USER: {{ $database.user | quote }}
{{- else if $database.caCertificate }}
DATABASE_CA_FILE: /app/ca/ca.pem
{{- end }}
# Where the commands of Postgres find what the jobs write for them.
PGSERVICEFILE: /tmp/pg_service.conf
PGSERVICE: todo
{{- end }}
BACKUP_DIR: /backups
SECRETS_DIR: /run/secrets/app
# The heap stays at 70 % of the memory limit; the rest is for hashing passwords and for Node itself.
NODE_OPTIONS: {{ printf "--max-old-space-size=%d" (div (mul (include "common.mebibytes" .Values.resources.limits.memory | int) 70) 100) | quote }}
{{- end -}}

{{- define "backend.aiAddress" -}}
{{- if and (eq .Values.ai.backend "ollama") (not .Values.ai.baseUrl) -}}
http://{{ .Release.Name }}-ollama:11434/v1
{{- else -}}
{{ .Values.ai.baseUrl }}
{{- end -}}
{{- end -}}

{{- define "backend.serviceName" -}}
{{- default (ternary "backend-service" (include "common.fullname" .) .Chart.IsRoot) .Values.service.name -}}
{{- end -}}

{{- define "backend.claimName" -}}
{{- default (include "common.nameWith" (dict "root" . "suffix" "data")) .Values.persistence.existingClaim -}}
{{- end -}}

{{- define "backend.backupClaimName" -}}
{{- default (include "common.nameWith" (dict "root" . "suffix" "backups")) .Values.backup.persistence.existingClaim -}}
{{- end -}}

{{/* The key of the database, or nothing for SQLite. */}}
{{- define "backend.databaseKey" -}}
{{- get (dict "postgres" "POSTGRES_PASSWORD" "external" "DATABASE_URL") .Values.database.driver -}}
{{- end -}}

{{/* Keys of the Secret that the API reads, as JSON: {generated, given, optional}. */}}
{{- define "backend.secretKeys" -}}
{{- $ai := get (dict "openai" "OPENAI_API_KEY" "gemini" "GEMINI_API_KEY") .Values.ai.backend -}}
{{- $database := include "backend.databaseKey" . -}}
{{- dict
  "generated" (concat (list "JWT_SECRET") (ternary (list $database) (list) (eq $database "POSTGRES_PASSWORD")))
  "given" (default (list) (concat (ternary (list $ai) (list) (ne $ai "")) (ternary (list $database) (list) (eq $database "DATABASE_URL"))))
  "optional" (ternary (list "AI_API_KEY") (list) (has .Values.ai.backend (list "compatible" "ollama")))
  | toJson -}}
{{- end -}}

{{/* Volumes of the API and of everything that works on its data. Takes {root, required, optional}: keys of the Secret. */}}
{{- define "backend.volumes" -}}
{{- $values := .root.Values -}}
{{ include "common.scratchVolume" . }}
{{- if eq $values.database.driver "sqlite" }}
- name: data
  persistentVolumeClaim:
    claimName: {{ include "backend.claimName" .root }}
{{- end }}
{{- if and $values.global.secrets.mountAsFiles .required }}
{{ include "common.secretVolume" . }}
{{- end }}
{{- if include "backend.hasAuthority" .root }}
- name: ca
  configMap:
    name: {{ include "common.nameWith" (dict "root" .root "suffix" "ca") }}
{{- end }}
{{- with include "common.extraVolumes" .root }}
{{ . }}
{{- end }}
{{- end -}}

{{/* Where a container sees them. Takes {root, secrets}: whether it reads the Secret. */}}
{{- define "backend.mounts" -}}
{{- $values := .root.Values -}}
- name: tmp
  mountPath: /tmp
{{- if eq $values.database.driver "sqlite" }}
{{ include "common.mount" (dict "name" "data" "path" "/app/data" "persistence" $values.persistence) }}
{{- end }}
{{- if and $values.global.secrets.mountAsFiles .secrets }}
{{ include "common.secretMount" . }}
{{- end }}
{{- if include "backend.hasAuthority" .root }}
- name: ca
  mountPath: /app/ca
  readOnly: true
{{- end }}
{{- end -}}

{{- define "backend.hasAuthority" -}}
{{- if and (eq .Values.database.driver "external") .Values.database.caCertificate -}}true{{- end -}}
{{- end -}}

{{/*
A container of the API's image. Takes {root, name, args, secrets, backups, tasks}: whether it reads the Secret, sees the volume
of the copies, and the file to import.
*/}}
{{- define "backend.container" -}}
- name: {{ .name }}
  image: {{ include "common.image" .root }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  args: {{ toJson .args }}
  {{- include "common.environment" (dict "root" .root "config" (include "common.fullname" .root)) | nindent 2 }}
  {{- include "common.containerSecurityContext" .root | nindent 2 }}
  resources:
    {{- toYaml .root.Values.resources | nindent 4 }}
  volumeMounts:
    {{- include "backend.mounts" . | nindent 4 }}
    {{- if .backups }}
    {{- include "common.mount" (dict "name" "backups" "path" "/backups" "persistence" .root.Values.backup.persistence) | nindent 4 }}
    {{- end }}
    {{- if .tasks }}
    - name: tasks
      mountPath: /tasks
      readOnly: true
    {{- end }}
    {{- with include "common.extraMounts" .root }}
    {{- . | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* A container with the commands of Postgres, which finds the server by what another one wrote to /tmp. Takes {root, name, command}. */}}
{{- define "backend.postgresContainer" -}}
- name: {{ .name }}
  image: {{ include "common.imageOf" (dict "root" .root "image" .root.Values.backup.image "key" "backend.backup.image") }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  command: {{ toJson .command }}
  envFrom:
    - configMapRef:
        name: {{ include "common.fullname" .root }}
  {{- include "common.containerSecurityContext" .root | nindent 2 }}
  resources:
    {{- toYaml .root.Values.resources | nindent 4 }}
  volumeMounts:
    - name: tmp
      mountPath: /tmp
    {{- include "common.mount" (dict "name" "backups" "path" "/backups" "persistence" .root.Values.backup.persistence) | nindent 4 }}
{{- end -}}

{{/*
The pod of something that works on the data beside the API. Takes {root, component, init, containers, backups, tasks}: lists of
containers as text, whether there is the volume of the copies, and the ConfigMap with the file to import.
*/}}
{{- define "backend.jobPod" -}}
{{- $key := include "backend.databaseKey" .root -}}
metadata:
  labels:
    {{- include "common.labelsOf" . | nindent 4 }}
spec:
  restartPolicy: Never
  {{- include "common.podSettings" .root | nindent 2 }}
  {{- with include "common.placement" .root }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- if eq .root.Values.database.driver "sqlite" }}
  {{- include "common.besideBackend" .root | nindent 2 }}
  {{- end }}
  {{- with .init }}
  initContainers:
    {{- . | nindent 4 }}
  {{- end }}
  containers:
    {{- .containers | nindent 4 }}
  volumes:
    {{- include "backend.volumes" (dict "root" .root "required" (ternary (list $key) (list) (ne $key "")) "optional" (list)) | nindent 4 }}
    {{- if .backups }}
    - name: backups
      persistentVolumeClaim:
        claimName: {{ include "backend.backupClaimName" .root }}
    {{- end }}
    {{- if .tasks }}
    - name: tasks
      configMap:
        name: {{ .tasks }}
    {{- end }}
{{- end -}}

{{/* Sentences for combinations that would install and then not work. */}}
{{- define "backend.check" -}}
{{- $values := .Values -}}
{{- if eq $values.database.driver "sqlite" -}}
{{- $advice := "but SQLite is one file that only one pod may write. Choose Postgres (backend.database.driver=postgres and postgres.enabled=true)" -}}
{{- if gt (int $values.replicas) 1 -}}
{{- fail (printf "backend.replicas is %d, %s, or set backend.replicas to 1." (int $values.replicas) $advice) -}}
{{- end -}}
{{- if $values.autoscaling.enabled -}}
{{- fail (printf "backend.autoscaling.enabled is true, %s, or set it to false." $advice) -}}
{{- end -}}
{{- if eq $values.migrations.mode "hook" -}}
{{- fail "backend.migrations.mode is hook, but a hook cannot have the volume of SQLite while a pod uses it. Set it to init." -}}
{{- end -}}
{{- end -}}
{{- if eq $values.ai.backend "compatible" -}}
{{- if or (not $values.ai.baseUrl) (not $values.ai.model) -}}
{{- fail "backend.ai.backend is compatible, which needs backend.ai.baseUrl (such as http://ollama:11434/v1) and backend.ai.model." -}}
{{- end -}}
{{- end -}}
{{- if regexMatch "^https?://[^/]*@" $values.ai.baseUrl -}}
{{- fail "backend.ai.baseUrl holds a user or password. Put a key into the Secret, as AI_API_KEY." -}}
{{- end -}}
{{- if and $values.import.configMap (not $values.import.email) -}}
{{- fail "backend.import.configMap is set, but backend.import.email is not: the address of the account that gets the todos." -}}
{{- end -}}
{{- if and $values.database.caCertificate (not (contains "-----BEGIN CERTIFICATE-----" $values.database.caCertificate)) -}}
{{- fail "backend.database.caCertificate is no certificate: it begins with -----BEGIN CERTIFICATE-----." -}}
{{- end -}}
{{- if and (eq $values.database.driver "external") $values.database.host -}}
{{- fail "backend.database.host is for the driver postgres. An external server is named by the key DATABASE_URL of the Secret." -}}
{{- end -}}
{{- end -}}

{{/* A pod of "helm test". Takes {root, name, args, component}. Its component is not the API's, or the Service would send requests to it. */}}
{{- define "backend.testPod" -}}
apiVersion: v1
kind: Pod
metadata:
  {{- include "common.metadata" (dict "root" .root "name" (include "common.nameWith" (dict "root" .root "suffix" .name)) "component" (default "test" .component)) | nindent 2 }}
  annotations:
    helm.sh/hook: test
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  restartPolicy: Never
  activeDeadlineSeconds: 120
  {{- include "common.podSettings" .root | nindent 2 }}
  {{- with include "common.placement" .root }}
  {{- . | nindent 2 }}
  {{- end }}
  containers:
    - name: test
      image: {{ include "common.image" .root }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      args: {{ toJson .args }}
      {{- include "common.containerSecurityContext" .root | nindent 6 }}
      resources:
        {{- toYaml .root.Values.resources | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
  volumes:
    {{- include "common.scratchVolume" . | nindent 4 }}
{{- end -}}
