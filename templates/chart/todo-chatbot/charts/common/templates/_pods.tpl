{{/* What every pod has: the restricted Pod Security Standard, no token, no variables for services. */}}
{{- define "common.podSettings" -}}
serviceAccountName: {{ include "common.fullname" . }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* User and seccomp profile are repeated here because some checkers read only this level. */}}
{{- define "common.containerSecurityContext" -}}
securityContext:
  allowPrivilegeEscalation: false
  privileged: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  capabilities:
    drop: [ALL]
  seccompProfile:
    type: RuntimeDefault
{{- end -}}

{{- define "common.placement" -}}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Five seconds in which the Service learns that this pod is leaving, before it is told to stop. */}}
{{- define "common.lifecycle" -}}
lifecycle:
  preStop:
    {{- if semverCompare ">=1.30.0-0" .Capabilities.KubeVersion.Version }}
    sleep:
      seconds: 5
    {{- else }}
    exec:
      command: [sleep, "5"]
    {{- end }}
{{- end -}}

{{/* Takes {live, ready}, two paths. A start may take a minute; after that, trouble is noticed within 15 to 30 seconds. */}}
{{- define "common.probes" -}}
startupProbe:
  httpGet:
    path: {{ .ready }}
    port: http
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: 30
readinessProbe:
  httpGet:
    path: {{ .ready }}
    port: http
  periodSeconds: 5
  timeoutSeconds: 2
  failureThreshold: 3
livenessProbe:
  httpGet:
    path: {{ .live }}
    port: http
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 3
{{- end -}}

{{/* A memory quantity in MiB. */}}
{{- define "common.mebibytes" -}}
{{- if hasSuffix "Gi" . -}}
{{- mulf (trimSuffix "Gi" .) 1024 | int -}}
{{- else if hasSuffix "Mi" . -}}
{{- trimSuffix "Mi" . | int -}}
{{- else -}}
{{- fail (printf "The memory limit %q has to be written in Mi or Gi, such as 192Mi." .) -}}
{{- end -}}
{{- end -}}
