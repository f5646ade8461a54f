{{/* What the containers of a pod have in common beside their security context. Each takes the context of the chart. */}}

{{/* Takes {root, config}: the ConfigMap with the settings. The Secret is only there where files are not wanted. */}}
{{- define "common.environment" -}}
envFrom:
  - configMapRef:
      name: {{ .config }}
  {{- if not .root.Values.global.secrets.mountAsFiles }}
  - secretRef:
      name: {{ include "common.secretName" .root }}
  {{- end }}
{{- with .root.Values.extraEnv }}
env:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "common.extraMounts" -}}
{{- with .Values.extraVolumeMounts }}{{ toYaml . }}{{ end }}
{{- end -}}

{{- define "common.extraVolumes" -}}
{{- with .Values.extraVolumes }}{{ toYaml . }}{{ end }}
{{- end -}}

{{/* Labels and annotations of a pod template. Takes {root, annotations}. */}}
{{- define "common.podMetadata" -}}
labels:
  {{- include "common.labels" .root | nindent 2 }}
  {{- with .root.Values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with merge (dict) .root.Values.podAnnotations .annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The spec of a claim. Takes the persistence values. */}}
{{- define "common.claimSpec" -}}
accessModes: {{ toJson .accessModes }}
{{- with .storageClass }}
storageClassName: {{ . }}
{{- end }}
{{- with .dataSource }}
dataSource:
  {{- toYaml . | nindent 2 }}
{{- end }}
resources:
  requests:
    storage: {{ .size }}
{{- end -}}

{{/* Neither uninstalling nor taking an object out of a repository deletes it, as Helm, Argo CD and Flux are told. */}}
{{- define "common.keep" -}}
helm.sh/resource-policy: keep
argocd.argoproj.io/sync-options: Prune=false,Delete=false
kustomize.toolkit.fluxcd.io/prune: disabled
{{- end -}}

{{/* A claim that outlives the release. Takes {root, name, persistence}; nothing where a claim of the user's is named. */}}
{{- define "common.claim" -}}
{{- if not .persistence.existingClaim -}}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  {{- include "common.metadata" (dict "root" .root "name" .name) | nindent 2 }}
  annotations:
    {{- include "common.keep" . | nindent 4 }}
spec:
  {{- include "common.claimSpec" .persistence | nindent 2 }}
{{- end -}}
{{- end -}}

{{/* A mount with the folder in the volume. Takes {name, path, persistence}. */}}
{{- define "common.mount" -}}
- name: {{ .name }}
  mountPath: {{ .path }}
  {{- with .persistence.subPath }}
  subPath: {{ . }}
  {{- end }}
{{- end -}}
