{{/* Pieces of network policies. Everything is closed first (common.defaultDeny); each component then opens what it needs. */}}

{{- define "common.defaultDeny" -}}
{{- if .Values.global.networkPolicy.enabled -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "common.metadata" (dict "root" . "name" (printf "%s-default-deny" (.Release.Name | trunc 50)) "component" "network") | nindent 2 }}
spec:
  # Every pod of the namespace, also those that somebody puts there later.
  podSelector: {}
  policyTypes: [Ingress, Egress]
{{- end -}}
{{- end -}}

{{/* Pods of components of this release. Takes {root, components}. */}}
{{- define "common.peers" -}}
- podSelector:
    matchLabels:
      app.kubernetes.io/name: todo-chatbot
      app.kubernetes.io/instance: {{ .root.Release.Name }}
    matchExpressions:
      - key: app.kubernetes.io/component
        operator: In
        values: [{{ join ", " .components }}]
{{- end -}}

{{/* All pods of namespaces. Takes a list of names. */}}
{{- define "common.peersInNamespaces" -}}
- namespaceSelector:
    matchExpressions:
      - key: kubernetes.io/metadata.name
        operator: In
        values: [{{ join ", " . }}]
{{- end -}}

{{/* Names are looked up in the cluster's DNS. */}}
{{- define "common.egressToDns" -}}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: kube-system
      podSelector:
        matchLabels:
          k8s-app: kube-dns
  ports:
    - {protocol: UDP, port: 53}
    - {protocol: TCP, port: 53}
{{- end -}}

{{/* Policies cannot name hosts, so "the internet" is everything that is not a private network. Takes the port. */}}
{{- define "common.egressToInternet" -}}
- to:
    - ipBlock:
        cidr: 0.0.0.0/0
        except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 169.254.0.0/16, 100.64.0.0/10]
  ports:
    - {protocol: TCP, port: {{ . }}}
{{- end -}}
