using k8s;
using k8s.Models;

// The base classes of custom resources of KubeOps: up to version 7, and since.
namespace KubeOps.Operator.Entities
{
    public abstract class CustomKubernetesEntity : KubernetesObject, IKubernetesObject<V1ObjectMeta>
    {
        [System.Text.Json.Serialization.JsonPropertyName("metadata")] public V1ObjectMeta Metadata { get; set; }
    }

    public abstract class CustomKubernetesEntity<TSpec> : CustomKubernetesEntity, ISpec<TSpec>
    {
        [System.Text.Json.Serialization.JsonPropertyName("spec")] public TSpec Spec { get; set; }
    }

    public abstract class CustomKubernetesEntity<TSpec, TStatus> : CustomKubernetesEntity<TSpec>, IStatus<TStatus>
    {
        [System.Text.Json.Serialization.JsonPropertyName("status")] public TStatus Status { get; set; }
    }
}

namespace KubeOps.Abstractions.Entities
{
    public abstract class CustomKubernetesEntity : KubernetesObject, IKubernetesObject<V1ObjectMeta>
    {
        [System.Text.Json.Serialization.JsonPropertyName("metadata")] public V1ObjectMeta Metadata { get; set; }
    }

    public abstract class CustomKubernetesEntity<TSpec> : CustomKubernetesEntity, ISpec<TSpec>
    {
        [System.Text.Json.Serialization.JsonPropertyName("spec")] public TSpec Spec { get; set; }
    }

    public abstract class CustomKubernetesEntity<TSpec, TStatus> : CustomKubernetesEntity<TSpec>, IStatus<TStatus>
    {
        [System.Text.Json.Serialization.JsonPropertyName("status")] public TStatus Status { get; set; }
    }
}
