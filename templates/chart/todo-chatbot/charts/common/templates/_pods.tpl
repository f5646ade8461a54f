{{/* What every pod has: the restricted Pod Security Standard, no token, no variables for services. */}}
{{- define "common.podSettings" -}}
serviceAccountName: {{ include "common.serviceAccountName" . }}
automountServiceAccountToken: false
{{ include "common.podSecurity" . }}
{{- end -}}

{{/* The same without the account, for the pods that talk to the cluster. */}}
{{- define "common.podSecurity" -}}
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with concat .Values.global.imagePullSecrets .Values.image.pullSecrets | uniq }}
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

{{/* Where pods may run, and in which order they are given up. */}}
{{- define "common.placement" -}}
{{- $placement := dict -}}
{{- range $key := list "priorityClassName" "nodeSelector" "tolerations" -}}
{{- with get $.Values $key }}{{ $_ := set $placement $key . }}{{ end -}}
{{- end -}}
{{- with $placement }}{{ toYaml . }}{{ end -}}
{{- end -}}

{{/* Pods of one workload keep apart where they can: on other nodes, in other zones. Own affinity rules replace ours. */}}
{{- define "common.spread" -}}
affinity:
  {{- if .Values.affinity }}
  {{- toYaml .Values.affinity | nindent 2 }}
  {{- else }}
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "common.selectorLabels" . | nindent 14 }}
  {{- end }}
topologySpreadConstraints:
  {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    # Counts the pods of one version only, so that an update does not see the old ones as neighbours.
    matchLabelKeys: [pod-template-hash]
    labelSelector:
      matchLabels:
        {{- include "common.selectorLabels" $ | nindent 8 }}
  {{- end }}
{{- end -}}

{{/* Beside the pods of the backend, for jobs that use the same volume: most volumes can be on one node only. */}}
{{- define "common.besideBackend" -}}
affinity:
  podAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "common.selectorLabelsOf" (dict "root" . "component" "backend") | nindent 14 }}
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

{{/*
Three probes of a server. Takes {start, ready, live}: what is asked, as YAML ({httpGet: ...} or {exec: ...}), and startSeconds,
how long a start may take. After that, trouble is noticed within 15 to 30 seconds.
*/}}
{{- define "common.probes" -}}
{{- $every := ternary 2 5 (le (int .startSeconds) 60) -}}
startupProbe:
  {{- toYaml (default .ready .start) | nindent 2 }}
  periodSeconds: {{ $every }}
  timeoutSeconds: {{ ternary 2 3 (eq $every 2) }}
  failureThreshold: {{ div (int .startSeconds) $every }}
readinessProbe:
  {{- toYaml .ready | nindent 2 }}
  periodSeconds: 5
  timeoutSeconds: 2
  failureThreshold: 3
livenessProbe:
  {{- toYaml .live | nindent 2 }}
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 3
{{- end -}}

{{/* The only folder that every container may write to. */}}
{{- define "common.scratchVolume" -}}
- name: tmp
  emptyDir:
    sizeLimit: 32Mi
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
