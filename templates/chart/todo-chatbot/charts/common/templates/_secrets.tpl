{{/* Name of the one Secret of the release. */}}
{{- define "common.secretName" -}}
{{- $secrets := .Values.global.secrets -}}
{{- if and (eq $secrets.mode "existing") (not $secrets.existingSecret) -}}
{{- fail "global.secrets.existingSecret is empty. Make a Secret with the key JWT_SECRET (32 bytes or more) and set its name, or set global.secrets.mode=create." -}}
{{- end -}}
{{- default (printf "%s-secrets" (.Release.Name | trunc 55)) $secrets.existingSecret -}}
{{- end -}}

{{/* Changes whenever a pod has to be restarted to see other secrets. The values of an existing Secret are not known here. */}}
{{- define "common.secretChecksum" -}}
{{- $secrets := .Values.global.secrets -}}
{{- if $secrets.checksum -}}
{{- $secrets.checksum -}}
{{- else if eq $secrets.mode "create" -}}
{{- toJson $secrets.values | sha256sum -}}
{{- else if eq $secrets.mode "sealed" -}}
{{- toJson $secrets.sealed.encryptedData | sha256sum -}}
{{- end -}}
{{- end -}}

{{/*
The volume with the keys that a container reads. Takes {root, required, optional}: names of keys. The pod does not start while
a required key is missing, and its events say which.
*/}}
{{- define "common.secretVolume" -}}
- name: secrets
  projected:
    defaultMode: 0440
    sources:
      - secret:
          name: {{ include "common.secretName" .root }}
          items:
            {{- range .required }}
            - key: {{ . }}
              path: {{ . }}
            {{- end }}
      {{- range .optional }}
      - secret:
          name: {{ include "common.secretName" $.root }}
          optional: true
          items:
            - key: {{ . }}
              path: {{ . }}
      {{- end }}
{{- end -}}

{{- define "common.secretMount" -}}
- name: secrets
  mountPath: /run/secrets/app
  readOnly: true
{{- end -}}

{{/*
The Secret itself, from whichever chart is the root. Takes {root, generated, given, optional}: names of keys that the chart can
make up, that somebody has to give, and that may be missing.
*/}}
{{- define "common.secretObject" -}}
{{- $root := .root -}}
{{- $secrets := $root.Values.global.secrets -}}
{{- $name := include "common.secretName" $root -}}
{{- $metadata := include "common.metadata" (dict "root" $root "name" $name "component" "secrets") -}}
{{- if eq $secrets.mode "create" -}}
{{- $before := dig "data" (dict) (lookup "v1" "Secret" $root.Release.Namespace $name) -}}
{{- $data := dict -}}
{{- range concat .generated .given .optional -}}
{{- $value := get $secrets.values . -}}
{{- if $value -}}
{{- if or (regexMatch "(?i)^(changeme|change-me|secret|password|example|todo|test|admin|postgres|xxx+|123456.*|your[-_ ].*)$" $value) -}}
{{- fail (printf "global.secrets.values.%s is a word that everybody tries first. Leave it out to have one made, or give a real one." .) -}}
{{- end -}}
{{- if and (eq . "JWT_SECRET") (lt (len $value) 32) -}}
{{- fail (printf "global.secrets.values.JWT_SECRET has %d bytes and needs 32 or more. Leave it out to have one made." (len $value)) -}}
{{- end -}}
{{- $_ := set $data . ($value | b64enc) -}}
{{- else if hasKey $before . -}}
{{- $_ := set $data . (get $before .) -}}
{{- end -}}
{{- end -}}
{{- range .generated -}}
{{- if not (hasKey $data .) -}}
{{- $_ := set $data . (randBytes 48 | replace "+" "-" | replace "/" "_" | b64enc) -}}
{{- end -}}
{{- end -}}
{{- range .given -}}
{{- if not (hasKey $data .) -}}
{{- fail (printf "The key %s is needed and was not given. Put it into global.secrets.values.%s, in a file that is not for git." . .) -}}
{{- end -}}
{{- end -}}
{{- range keys $secrets.values -}}
{{- if not (has . (concat $.generated $.given $.optional)) -}}
{{- fail (printf "global.secrets.values.%s is a key that nothing reads with these settings. Known are: %s." . (concat $.generated $.given $.optional | join ", ")) -}}
{{- end -}}
{{- end -}}
apiVersion: v1
kind: Secret
metadata:
  {{- $metadata | nindent 2 }}
  annotations:
    # Whoever uninstalls keeps the data, and the data is worth nothing without its password.
    helm.sh/resource-policy: keep
type: Opaque
data:
  {{- toYaml $data | nindent 2 }}
{{- else if eq $secrets.mode "external" -}}
{{- with $secrets.external -}}
{{- if not .store -}}
{{- fail "global.secrets.mode is external, which needs global.secrets.external.store: the name of a SecretStore or ClusterSecretStore." -}}
{{- end -}}
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  {{- $metadata | nindent 2 }}
spec:
  refreshInterval: {{ .refreshInterval }}
  secretStoreRef:
    kind: {{ .storeKind }}
    name: {{ .store }}
  target:
    name: {{ $name }}
    creationPolicy: Owner
  data:
    {{- range concat $.generated $.given }}
    {{- if not (hasKey $secrets.external.keys .) }}
    {{- fail (printf "The key %s is needed. Say where the store keeps it: global.secrets.external.keys.%s." . .) }}
    {{- end }}
    {{- end }}
    {{- range $key, $remote := .keys }}
    - secretKey: {{ $key }}
      remoteRef:
        {{- $parts := splitn "#" 2 $remote }}
        key: {{ $parts._0 }}
        {{- with $parts._1 }}
        property: {{ . }}
        {{- end }}
    {{- end }}
{{- end -}}
{{- else if eq $secrets.mode "sealed" -}}
{{- range concat .generated .given -}}
{{- if not (hasKey $secrets.sealed.encryptedData .) -}}
{{- fail (printf "The key %s is needed. Seal it with kubeseal --raw and put the result into global.secrets.sealed.encryptedData.%s." . .) -}}
{{- end -}}
{{- end -}}
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  {{- $metadata | nindent 2 }}
spec:
  encryptedData:
    {{- toYaml $secrets.sealed.encryptedData | nindent 4 }}
  template:
    type: Opaque
    metadata:
      name: {{ $name }}
      namespace: {{ $root.Release.Namespace }}
{{- end -}}
{{- end -}}
