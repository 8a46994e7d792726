// What a converter writes: one long stack, nothing but literals.
using Pulumi;
using Kubernetes = Pulumi.Kubernetes;

class GeneratedNetwork : Stack
{
    public GeneratedNetwork()
    {
        var agent = new Kubernetes.Apps.V1.DaemonSet("agent", new Kubernetes.Types.Inputs.Apps.V1.DaemonSetArgs
        {
            ApiVersion = "apps/v1",
            Kind = "DaemonSet",
            Metadata = new Kubernetes.Types.Inputs.Meta.V1.ObjectMetaArgs
            {
                Name = "agent",
                Namespace = "kube-system",
                Labels =
                {
                    { "k8s-app", "agent" },
                },
            },
            Spec = new Kubernetes.Types.Inputs.Apps.V1.DaemonSetSpecArgs
            {
                Selector = new Kubernetes.Types.Inputs.Meta.V1.LabelSelectorArgs
                {
                    MatchLabels =
                    {
                        { "k8s-app", "agent" },
                    },
                },
                Template = new Kubernetes.Types.Inputs.Core.V1.PodTemplateSpecArgs
                {
                    Metadata = new Kubernetes.Types.Inputs.Meta.V1.ObjectMetaArgs
                    {
                        Labels =
                        {
                            { "k8s-app", "agent" },
                        },
                    },
                    Spec = new Kubernetes.Types.Inputs.Core.V1.PodSpecArgs
                    {
                        HostNetwork = true,
                        TerminationGracePeriodSeconds = 1,
                        PriorityClassName = "system-node-critical",
                        Containers = new[]
                        {
                            new Kubernetes.Types.Inputs.Core.V1.ContainerArgs
                            {
                                Name = "agent",
                                Image = "quay.example.com/net/agent:v1.14.4",
                                Args = new[]
                                {
                                    "--config-dir=/tmp/agent",
                                },
                                LivenessProbe = new Kubernetes.Types.Inputs.Core.V1.ProbeArgs
                                {
                                    HttpGet = new Kubernetes.Types.Inputs.Core.V1.HTTPGetActionArgs
                                    {
                                        Host = "127.0.0.1",
                                        Path = "/healthz",
                                        Port = 9879,
                                    },
                                    FailureThreshold = 10,
                                    PeriodSeconds = 30,
                                },
                                Resources = new Kubernetes.Types.Inputs.Core.V1.ResourceRequirementsArgs
                                {
                                    Requests =
                                    {
                                        { "cpu", "100m" },
                                        { "memory", "128Mi" },
                                    },
                                },
                            },
                        },
                        Tolerations = new[]
                        {
                            new Kubernetes.Types.Inputs.Core.V1.TolerationArgs
                            {
                                Operator = "Exists",
                            },
                        },
                    },
                },
            },
        });
        var operatorDeployment = new Kubernetes.Apps.V1.Deployment("agent_operator", new Kubernetes.Types.Inputs.Apps.V1.DeploymentArgs
        {
            ApiVersion = "apps/v1",
            Kind = "Deployment",
            Metadata = new Kubernetes.Types.Inputs.Meta.V1.ObjectMetaArgs
            {
                Name = "agent-operator",
                Namespace = "kube-system",
            },
            Spec = new Kubernetes.Types.Inputs.Apps.V1.DeploymentSpecArgs
            {
                Replicas = 2,
                Selector = new Kubernetes.Types.Inputs.Meta.V1.LabelSelectorArgs
                {
                    MatchLabels =
                    {
                        { "name", "agent-operator" },
                    },
                },
                Strategy = new Kubernetes.Types.Inputs.Apps.V1.DeploymentStrategyArgs
                {
                    Type = "RollingUpdate",
                    RollingUpdate = new Kubernetes.Types.Inputs.Apps.V1.RollingUpdateDeploymentArgs
                    {
                        MaxSurge = "25%",
                        MaxUnavailable = "100%",
                    },
                },
                Template = new Kubernetes.Types.Inputs.Core.V1.PodTemplateSpecArgs
                {
                    Metadata = new Kubernetes.Types.Inputs.Meta.V1.ObjectMetaArgs
                    {
                        Labels =
                        {
                            { "name", "agent-operator" },
                        },
                    },
                    Spec = new Kubernetes.Types.Inputs.Core.V1.PodSpecArgs
                    {
                        Containers = new[]
                        {
                            new Kubernetes.Types.Inputs.Core.V1.ContainerArgs
                            {
                                Name = "operator",
                                Image = "quay.example.com/net/operator:v1.14.4",
                                LivenessProbe = new Kubernetes.Types.Inputs.Core.V1.ProbeArgs
                                {
                                    HttpGet = new Kubernetes.Types.Inputs.Core.V1.HTTPGetActionArgs
                                    {
                                        Path = "/healthz",
                                        Port = 9234,
                                    },
                                    InitialDelaySeconds = 60,
                                },
                            },
                        },
                    },
                },
            },
        });
    }
}
