using System;
using System.Collections.Generic;

namespace k8s.Models
{
    public static class ModelExtensions
    {
        public static bool AddFinalizer(this IMetadata<V1ObjectMeta> obj, string finalizer) => false;
        public static void AddOwnerReference(this IMetadata<V1ObjectMeta> obj, V1OwnerReference ownerReference) { }
        public static V1OwnerReference AddOwnerReference(this IMetadata<V1ObjectMeta> obj, IKubernetesObject<V1ObjectMeta> owner, bool? controller = null, bool? blockDeletion = null) => null;
        public static IDictionary<string, string> Annotations(this IMetadata<V1ObjectMeta> obj) => null;
        public static string ApiGroup(this IKubernetesObject obj) => null;
        public static string ApiGroupVersion(this IKubernetesObject obj) => null;
        public static ValueTuple<string, string> ApiGroupAndVersion(this IKubernetesObject obj) => default;
        public static V1OwnerReference CreateOwnerReference(this IKubernetesObject<V1ObjectMeta> obj, bool? controller = null, bool? blockDeletion = null) => null;
        public static V1ObjectReference CreateObjectReference(this IKubernetesObject<V1ObjectMeta> obj) => null;
        public static DateTime? CreationTimestamp(this IMetadata<V1ObjectMeta> obj) => null;
        public static DateTime? DeletionTimestamp(this IMetadata<V1ObjectMeta> obj) => null;
        public static IDictionary<string, string> EnsureAnnotations(this V1ObjectMeta meta) => null;
        public static IDictionary<string, string> EnsureLabels(this V1ObjectMeta meta) => null;
        public static IList<string> EnsureFinalizers(this V1ObjectMeta meta) => null;
        public static V1ObjectMeta EnsureMetadata(this IMetadata<V1ObjectMeta> obj) => null;
        public static IList<string> Finalizers(this IMetadata<V1ObjectMeta> obj) => null;
        public static int FindOwnerReference(this IMetadata<V1ObjectMeta> obj, IKubernetesObject<V1ObjectMeta> owner) => 0;
        public static long? Generation(this IMetadata<V1ObjectMeta> obj) => null;
        public static string GetAnnotation(this IMetadata<V1ObjectMeta> obj, string key) => null;
        public static V1OwnerReference GetController(this IMetadata<V1ObjectMeta> obj) => null;
        public static string GetLabel(this IMetadata<V1ObjectMeta> obj, string key) => null;
        public static bool HasFinalizer(this IMetadata<V1ObjectMeta> obj, string finalizer) => false;
        public static bool IsOwnedBy(this IMetadata<V1ObjectMeta> obj, IKubernetesObject<V1ObjectMeta> owner) => false;
        public static IDictionary<string, string> Labels(this IMetadata<V1ObjectMeta> obj) => null;
        public static string Name(this IMetadata<V1ObjectMeta> obj) => null;
        public static string Namespace(this IMetadata<V1ObjectMeta> obj) => null;
        public static string Namespace(this V1ObjectMeta meta) => null;
        public static IList<V1OwnerReference> OwnerReferences(this IMetadata<V1ObjectMeta> obj) => null;
        public static bool RemoveFinalizer(this IMetadata<V1ObjectMeta> obj, string finalizer) => false;
        public static string ResourceVersion(this IMetadata<V1ObjectMeta> obj) => null;
        public static void SetAnnotation(this IMetadata<V1ObjectMeta> obj, string key, string value) { }
        public static void SetLabel(this IMetadata<V1ObjectMeta> obj, string key, string value) { }
        public static void SetNamespace(this V1ObjectMeta meta, string ns) { }
        public static string Uid(this IMetadata<V1ObjectMeta> obj) => null;
    }
}
