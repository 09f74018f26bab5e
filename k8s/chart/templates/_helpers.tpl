{{/* Ends in mask-export-worker, which alerts ask for, however long the name of the release is. */}}
{{- define "worker.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else if hasSuffix "mask-export-worker" .Release.Name }}
{{- .Release.Name }}
{{- else }}
{{- printf "%s-mask-export-worker" (.Release.Name | trunc 44 | trimSuffix "-") }}
{{- end }}
{{- end }}

{{- define "worker.selectorLabels" -}}
app.kubernetes.io/name: mask-export-worker
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "worker.labels" -}}
{{ include "worker.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "worker.metadata" -}}
name: {{ include "worker.fullname" . }}
namespace: {{ .Release.Namespace }}
labels:
  {{- include "worker.labels" . | nindent 2 }}
{{- end }}

{{- define "worker.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- include "worker.fullname" . }}
{{- else }}
{{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{- define "worker.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
{{- end }}
{{- end }}

{{/* A setting as text: Helm reads every number as a float and would print 100000000 as 1e+08. */}}
{{- define "worker.setting" -}}
{{- if and (kindIs "float64" .) (eq . (floor .)) }}
{{- int64 . }}
{{- else }}
{{- . }}
{{- end }}
{{- end }}

{{/* Records per worker: the number that the autoscaler divides the backlog by. */}}
{{- define "worker.slots" -}}
{{- include "worker.setting" (.Values.config.QUEUE_SLOTS | default "1") }}
{{- end }}

{{/* Up at once; down slowly, because a removed worker hands its work over. */}}
{{- define "worker.scalingBehavior" -}}
scaleUp:
  stabilizationWindowSeconds: 0
  policies:
    - type: Percent
      value: 100
      periodSeconds: 30
    - type: Pods
      value: 4
      periodSeconds: 30
  selectPolicy: Max
scaleDown:
  stabilizationWindowSeconds: 300
  policies:
    - type: Pods
      value: 1
      periodSeconds: 120
{{- end }}
