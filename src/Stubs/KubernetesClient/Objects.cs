using System.Collections.Generic;
using k8s.Models;

namespace k8s
{
    public interface IKubernetesObject
    {
        string ApiVersion { get; set; }
        string Kind { get; set; }
    }

    public interface IMetadata<T>
    {
        T Metadata { get; set; }
    }

    public interface IKubernetesObject<T> : IKubernetesObject, IMetadata<T>
    {
    }

    public interface ISpec<T>
    {
        T Spec { get; set; }
    }

    public interface IStatus<T>
    {
        T Status { get; set; }
    }

    public interface IItems<T>
    {
        IList<T> Items { get; set; }
    }

    public class KubernetesObject : IKubernetesObject
    {
        [System.Text.Json.Serialization.JsonPropertyName("apiVersion")] public string ApiVersion { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("kind")] public string Kind { get; set; }
    }

    public static class Extensions
    {
        public static KubernetesEntityAttribute GetKubernetesTypeMetadata<T>(this T obj) where T : IKubernetesObject => null;
        public static T Initialize<T>(this T obj) where T : IKubernetesObject => obj;
    }
}

namespace k8s.Models
{
    public class V1ListMeta
    {
        [System.Text.Json.Serialization.JsonPropertyName("continue")] public string ContinueProperty { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("remainingItemCount")] public long? RemainingItemCount { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("resourceVersion")] public string ResourceVersion { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("selfLink")] public string SelfLink { get; set; }
    }

    public class V1Preconditions
    {
        [System.Text.Json.Serialization.JsonPropertyName("resourceVersion")] public string ResourceVersion { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("uid")] public string Uid { get; set; }
    }

    public class V1DeleteOptions : IKubernetesObject
    {
        [System.Text.Json.Serialization.JsonPropertyName("apiVersion")] public string ApiVersion { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("dryRun")] public IList<string> DryRun { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("gracePeriodSeconds")] public long? GracePeriodSeconds { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("kind")] public string Kind { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("orphanDependents")] public bool? OrphanDependents { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("preconditions")] public V1Preconditions Preconditions { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("propagationPolicy")] public string PropagationPolicy { get; set; }
    }

    public class V1Status : IKubernetesObject<V1ListMeta>
    {
        public const string KubeApiVersion = "v1", KubeKind = "Status", KubeGroup = "";

        [System.Text.Json.Serialization.JsonPropertyName("apiVersion")] public string ApiVersion { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("code")] public int? Code { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("kind")] public string Kind { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("message")] public string Message { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("metadata")] public V1ListMeta Metadata { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("reason")] public string Reason { get; set; }
        [System.Text.Json.Serialization.JsonPropertyName("status")] public string Status { get; set; }
    }

    public class V1Patch
    {
        public enum PatchType
        {
            Unknown,
            JsonPatch,
            MergePatch,
            StrategicMergePatch,
            ApplyPatch,
        }

        public V1Patch(object body, PatchType type)
        {
        }

        public object Content { get; }
        public PatchType Type { get; }
    }
}
