{{/* Every setting of the server that is not secret. */}}
{{- define "postgres.config" -}}
POSTGRES_DB: {{ .Values.database | quote }}
POSTGRES_USER: {{ .Values.user | quote }}
{{- if .Values.global.secrets.mountAsFiles }}
POSTGRES_PASSWORD_FILE: /run/secrets/app/POSTGRES_PASSWORD
{{- end }}
POSTGRES_INITDB_ARGS: --auth-host=scram-sha-256 --encoding=UTF8
# Outside the home of the image's own user, into which no other user may look. And a folder of its own in the volume: some
# come with a lost+found, and initdb wants an empty folder.
PGDATA: /pgdata/todo
{{- end -}}
