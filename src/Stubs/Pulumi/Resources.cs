using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Pulumi
{
    public abstract class ResourceOptions
    {
        public Input<string> Id { get; set; }
        public Resource Parent { get; set; }
        public InputList<Resource> DependsOn { get; set; }
        public bool? Protect { get; set; }
        public List<string> IgnoreChanges { get; set; }
        public string Version { get; set; }
        public ProviderResource Provider { get; set; }
        public CustomTimeouts CustomTimeouts { get; set; }
        public List<ResourceTransformation> ResourceTransformations { get; set; }
        public List<object> Aliases { get; set; }
        public bool? RetainOnDelete { get; set; }
    }

    public sealed class CustomTimeouts
    {
        public TimeSpan? Create { get; set; }
        public TimeSpan? Update { get; set; }
        public TimeSpan? Delete { get; set; }
    }

    public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);

    public struct ResourceTransformationArgs
    {
        public Resource Resource { get; }
        public ResourceArgs Args { get; }
        public ResourceOptions Options { get; }
    }

    public struct ResourceTransformationResult
    {
        public ResourceTransformationResult(ResourceArgs args, ResourceOptions options) => (Args, Options) = (args, options);

        public ResourceArgs Args { get; }
        public ResourceOptions Options { get; }
    }

    public class CustomResourceOptions : ResourceOptions
    {
        public bool? DeleteBeforeReplace { get; set; }
        public List<string> AdditionalSecretOutputs { get; set; }
        public string ImportId { get; set; }
        public static CustomResourceOptions Merge(CustomResourceOptions options1, CustomResourceOptions options2) => null;
    }

    public sealed class ComponentResourceOptions : ResourceOptions
    {
        public List<ProviderResource> Providers { get; set; }
    }

    public class Resource
    {
        public Output<string> Urn => null;
        public string GetResourceName() => null;
        public string GetResourceType() => null;
    }

    public class CustomResource : Resource
    {
        public CustomResource(string type, string name, ResourceArgs args, CustomResourceOptions options = null)
        {
        }

        public Output<string> Id => null;
    }

    public class ComponentResource : Resource
    {
        public ComponentResource(string type, string name, ComponentResourceOptions options = null)
        {
        }

        public ComponentResource(string type, string name, ResourceArgs args, ComponentResourceOptions options = null)
        {
        }

        protected void RegisterOutputs() { }
        protected void RegisterOutputs(IDictionary<string, object> outputs) { }
    }

    public abstract class ProviderResource : CustomResource
    {
        protected ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions options = null) : base(package, name, args, options)
        {
        }
    }

    public class Stack : Resource
    {
        public Stack(object options = null)
        {
        }
    }

    public sealed class StackReference : CustomResource
    {
        public StackReference(string name, ResourceArgs args = null, CustomResourceOptions options = null) : base("", name, args, options)
        {
        }

        public Output<object> GetOutput(Input<string> name) => null;
        public Output<object> RequireOutput(Input<string> name) => null;
    }

    public sealed class Config
    {
        public Config(string name = null)
        {
        }

        public string Get(string key) => null;
        public bool? GetBoolean(string key) => null;
        public int? GetInt32(string key) => null;
        public double? GetDouble(string key) => null;
        public T GetObject<T>(string key) => default;
        public Output<string> GetSecret(string key) => null;
        public string Require(string key) => null;
        public bool RequireBoolean(string key) => false;
        public int RequireInt32(string key) => 0;
        public double RequireDouble(string key) => 0;
        public T RequireObject<T>(string key) => default;
        public Output<string> RequireSecret(string key) => null;
    }

    public sealed class Deployment
    {
        public static Deployment Instance => null;
        public string StackName => null;
        public string ProjectName => null;
        public string OrganizationName => null;
        public bool IsDryRun => false;

        public static Task<int> RunAsync(Action action) => null;
        public static Task<int> RunAsync(Func<IDictionary<string, object>> func) => null;
        public static Task<int> RunAsync(Func<Task> func) => null;
        public static Task<int> RunAsync(Func<Task<IDictionary<string, object>>> func) => null;
        public static Task<int> RunAsync<TStack>() where TStack : Stack, new() => null;
        public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider) where TStack : Stack => null;
    }
}

namespace Pulumi.Kubernetes
{
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class KubernetesResourceTypeAttribute : Attribute
    {
        public KubernetesResourceTypeAttribute(string type) => Type = type;

        public string Type { get; }
    }

    public abstract class KubernetesResource : CustomResource
    {
        protected KubernetesResource(string type, string name, ResourceArgs args, CustomResourceOptions options = null) : base(type, name, args, options)
        {
        }
    }

    public class Provider : ProviderResource
    {
        public Provider(string name, ProviderArgs args = null, CustomResourceOptions options = null) : base("kubernetes", name, args, options)
        {
        }
    }

    public class ProviderArgs : ResourceArgs
    {
        [Input("cluster")] public Input<string> Cluster { get; set; }
        [Input("context")] public Input<string> Context { get; set; }
        [Input("enableServerSideApply")] public Input<bool> EnableServerSideApply { get; set; }
        [Input("kubeconfig")] public Input<string> KubeConfig { get; set; }
        [Input("namespace")] public Input<string> Namespace { get; set; }
        [Input("renderYamlToDirectory")] public Input<string> RenderYamlToDirectory { get; set; }
    }
}

namespace Pulumi.Kubernetes.ApiExtensions
{
    public class CustomResource : KubernetesResource
    {
        public CustomResource(string name, CustomResourceArgs args, CustomResourceOptions options = null) : base("", name, args, options)
        {
        }

        public Output<string> ApiVersion => null;
        public Output<string> Kind => null;
        public Output<Types.Outputs.Meta.V1.ObjectMeta> Metadata => null;
    }

    public abstract class CustomResourceArgs : ResourceArgs
    {
        protected CustomResourceArgs(string apiVersion, string kind)
        {
        }

        [Input("apiVersion")] public Input<string> ApiVersion { get; }
        [Input("kind")] public Input<string> Kind { get; }
        [Input("metadata")] public Input<Types.Inputs.Meta.V1.ObjectMetaArgs> Metadata { get; set; }
    }
}

namespace Pulumi.Kubernetes.Core.V1
{
    public static class ServiceSpecType
    {
        public const string ClusterIP = "ClusterIP", ExternalName = "ExternalName", LoadBalancer = "LoadBalancer", NodePort = "NodePort";
    }
}

namespace Pulumi.Kubernetes.Yaml
{
    public class ConfigGroup : ComponentResource
    {
        public ConfigGroup(string name, ConfigGroupArgs config, ComponentResourceOptions options = null) : base("kubernetes:yaml:ConfigGroup", name, options)
        {
        }
    }

    public class ConfigGroupArgs : ResourceArgs
    {
        public string[] Files { get; set; }
        public InputList<string> Yaml { get; set; }
        public string ResourcePrefix { get; set; }
    }

    public class ConfigFile : ComponentResource
    {
        public ConfigFile(string name, ConfigFileArgs args = null, ComponentResourceOptions options = null) : base("kubernetes:yaml:ConfigFile", name, options)
        {
        }
    }

    public class ConfigFileArgs : ResourceArgs
    {
        [Input("file")] public Input<string> File { get; set; }
        [Input("resourcePrefix")] public Input<string> ResourcePrefix { get; set; }
    }
}

// Charts: what they make is not known.
namespace Pulumi.Kubernetes.Helm
{
    public class ChartArgs
    {
        public Input<string> Chart { get; set; }
        public ChartFetchArgs FetchOptions { get; set; }
        public Input<string> Namespace { get; set; }
        public Input<string> Repo { get; set; }
        public InputMap<object> Values { get; set; }
        public Input<string> Version { get; set; }
    }

    public class LocalChartArgs
    {
        public Input<string> Namespace { get; set; }
        public string Path { get; set; }
        public InputMap<object> Values { get; set; }
    }

    public class ChartFetchArgs
    {
        public Input<string> Repo { get; set; }
        public Input<string> Version { get; set; }
    }
}

namespace Pulumi.Kubernetes.Helm.V3
{
    public class Chart : ComponentResource
    {
        public Chart(string releaseName, ChartArgs args, ComponentResourceOptions options = null) : base("kubernetes:helm.sh/v3:Chart", releaseName, options)
        {
        }

        public Chart(string releaseName, LocalChartArgs args, ComponentResourceOptions options = null) : base("kubernetes:helm.sh/v3:Chart", releaseName, options)
        {
        }
    }

    public class Release : CustomResource
    {
        public Release(string name, Types.Inputs.Helm.V3.ReleaseArgs args = null, CustomResourceOptions options = null) : base("kubernetes:helm.sh/v3:Release", name, args, options)
        {
        }

        public Output<string> Name => null;
        public Output<string> Namespace => null;
    }
}

namespace Pulumi.Kubernetes.Types.Inputs.Helm.V3
{
    public class ReleaseArgs : ResourceArgs
    {
        [Input("atomic")] public Input<bool> Atomic { get; set; }
        [Input("chart")] public Input<string> Chart { get; set; }
        [Input("createNamespace")] public Input<bool> CreateNamespace { get; set; }
        [Input("name")] public Input<string> Name { get; set; }
        [Input("namespace")] public Input<string> Namespace { get; set; }
        [Input("repositoryOpts")] public Input<RepositoryOptsArgs> RepositoryOpts { get; set; }
        [Input("skipAwait")] public Input<bool> SkipAwait { get; set; }
        [Input("timeout")] public Input<int> Timeout { get; set; }
        public InputMap<object> Values { get; set; }
        [Input("version")] public Input<string> Version { get; set; }
    }

    public class RepositoryOptsArgs : ResourceArgs
    {
        [Input("repo")] public Input<string> Repo { get; set; }
    }
}

namespace Pulumi.Kubernetes.Helm.V4
{
    public class Chart : ComponentResource
    {
        public Chart(string name, Types.Inputs.Helm.V4.ChartArgs args = null, ComponentResourceOptions options = null) : base("kubernetes:helm.sh/v4:Chart", name, options)
        {
        }
    }
}

namespace Pulumi.Kubernetes.Types.Inputs.Helm.V4
{
    public class ChartArgs : ResourceArgs
    {
        [Input("chart")] public Input<string> Chart { get; set; }
        [Input("name")] public Input<string> Name { get; set; }
        [Input("namespace")] public Input<string> Namespace { get; set; }
        [Input("repositoryOpts")] public Input<RepositoryOptsArgs> RepositoryOpts { get; set; }
        public InputMap<object> Values { get; set; }
        [Input("version")] public Input<string> Version { get; set; }
    }

    public class RepositoryOptsArgs : ResourceArgs
    {
        [Input("repo")] public Input<string> Repo { get; set; }
    }
}
