using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using k8s.Models;

namespace k8s
{
    public partial interface IKubernetes : ICustomObjectsOperations, IDisposable
    {
        ICustomObjectsOperations CustomObjects { get; }
        Uri BaseUri { get; set; }
    }

    public partial class Kubernetes : IKubernetes
    {
        public Kubernetes(KubernetesClientConfiguration config, params DelegatingHandler[] handlers)
        {
        }

        public virtual ICustomObjectsOperations CustomObjects => null;
        public Uri BaseUri { get; set; }

        public void Dispose() { }
    }

    public interface ICustomObjectsOperations
    {
    }

    public static class CustomObjectsOperationsExtensions
    {
        public static object CreateNamespacedCustomObject(this ICustomObjectsOperations operations, object body, string group, string version, string namespaceParameter, string plural, string dryRun = null, string fieldManager = null, string fieldValidation = null, bool? pretty = null) => null;
        public static Task<object> CreateNamespacedCustomObjectAsync(this ICustomObjectsOperations operations, object body, string group, string version, string namespaceParameter, string plural, string dryRun = null, string fieldManager = null, string fieldValidation = null, bool? pretty = null, CancellationToken cancellationToken = default) => null;
        public static Task<object> CreateClusterCustomObjectAsync(this ICustomObjectsOperations operations, object body, string group, string version, string plural, string dryRun = null, string fieldManager = null, string fieldValidation = null, bool? pretty = null, CancellationToken cancellationToken = default) => null;
        public static Task<object> ReplaceNamespacedCustomObjectAsync(this ICustomObjectsOperations operations, object body, string group, string version, string namespaceParameter, string plural, string name, string dryRun = null, string fieldManager = null, string fieldValidation = null, CancellationToken cancellationToken = default) => null;
        public static Task<object> PatchNamespacedCustomObjectAsync(this ICustomObjectsOperations operations, object body, string group, string version, string namespaceParameter, string plural, string name, string dryRun = null, string fieldManager = null, string fieldValidation = null, bool? force = null, CancellationToken cancellationToken = default) => null;
        public static Task<object> GetNamespacedCustomObjectAsync(this ICustomObjectsOperations operations, string group, string version, string namespaceParameter, string plural, string name, CancellationToken cancellationToken = default) => null;
        public static Task<object> ListNamespacedCustomObjectAsync(this ICustomObjectsOperations operations, string group, string version, string namespaceParameter, string plural, bool? allowWatchBookmarks = null, string continueParameter = null, string fieldSelector = null, string labelSelector = null, CancellationToken cancellationToken = default) => null;
        public static Task<object> DeleteNamespacedCustomObjectAsync(this ICustomObjectsOperations operations, string group, string version, string namespaceParameter, string plural, string name, V1DeleteOptions body = null, CancellationToken cancellationToken = default) => null;
    }

    public class GenericClient : IDisposable
    {
        public GenericClient(KubernetesClientConfiguration config, string version, string plural)
        {
        }

        public GenericClient(KubernetesClientConfiguration config, string group, string version, string plural)
        {
        }

        public GenericClient(IKubernetes kubernetes, string version, string plural, bool disposeClient = true)
        {
        }

        public GenericClient(IKubernetes kubernetes, string group, string version, string plural, bool disposeClient = true)
        {
        }

        public Task<T> CreateAsync<T>(T obj, CancellationToken cancel = default) where T : IKubernetesObject => null;
        public Task<T> CreateNamespacedAsync<T>(T obj, string ns, CancellationToken cancel = default) where T : IKubernetesObject => null;
        public Task<T> ListAsync<T>(CancellationToken cancel = default) where T : IKubernetesObject => null;
        public Task<T> ListNamespacedAsync<T>(string ns, CancellationToken cancel = default) where T : IKubernetesObject => null;
        public Task<T> ReadAsync<T>(string name, CancellationToken cancel = default) where T : IKubernetesObject => null;
        public Task<T> ReadNamespacedAsync<T>(string ns, string name, CancellationToken cancel = default) where T : IKubernetesObject => null;
        public Task<T> PatchAsync<T>(V1Patch patch, string name, CancellationToken cancel = default) where T : IKubernetesObject => null;
        public Task<T> PatchNamespacedAsync<T>(V1Patch patch, string ns, string name, CancellationToken cancel = default) where T : IKubernetesObject => null;
        public Task<T> ReplaceAsync<T>(T obj, string name, CancellationToken cancel = default) where T : IKubernetesObject => null;
        public Task<T> ReplaceNamespacedAsync<T>(T obj, string ns, string name, CancellationToken cancel = default) where T : IKubernetesObject => null;
        public Task<T> DeleteAsync<T>(string name, CancellationToken cancel = default) where T : IKubernetesObject => null;
        public Task<T> DeleteNamespacedAsync<T>(string ns, string name, CancellationToken cancel = default) where T : IKubernetesObject => null;
        public void Dispose() { }
    }

    public class KubernetesClientConfiguration
    {
        public string AccessToken { get; set; }
        public string CurrentContext { get; set; }
        public string Host { get; set; }
        public string Namespace { get; set; }
        public bool SkipTlsVerify { get; set; }

        public static KubernetesClientConfiguration BuildConfigFromConfigFile(string kubeconfigPath = null, string currentContext = null, string masterUrl = null, bool useRelativePaths = true) => null;
        public static KubernetesClientConfiguration BuildConfigFromConfigFile(Stream kubeconfig, string currentContext = null, string masterUrl = null) => null;
        public static KubernetesClientConfiguration BuildConfigFromConfigFile(FileInfo kubeconfig, string currentContext = null, string masterUrl = null, bool useRelativePaths = true) => null;
        public static KubernetesClientConfiguration BuildDefaultConfig() => null;
        public static KubernetesClientConfiguration InClusterConfig() => null;
        public static bool IsInCluster() => false;
    }

    public enum WatchEventType
    {
        Added,
        Modified,
        Deleted,
        Error,
        Bookmark,
    }

    public static class Yaml
    {
        public static Task<List<object>> LoadAllFromFileAsync(string fileName, IDictionary<string, Type> typeMap = null) => null;
        public static List<object> LoadAllFromString(string content, IDictionary<string, Type> typeMap = null) => null;
        public static Task<List<object>> LoadAllFromStreamAsync(Stream stream, IDictionary<string, Type> typeMap = null) => null;
        public static Task<T> LoadFromFileAsync<T>(string file) => null;
        public static Task<T> LoadFromStreamAsync<T>(Stream stream) => null;
        public static T LoadFromString<T>(string content) => default;
        public static string SaveToString<T>(T value) => null;
    }

    public static class KubernetesYaml
    {
        public static T Deserialize<T>(string yaml, bool strict = false) => default;
        public static T Deserialize<T>(Stream yaml, bool strict = false) => default;
        public static Task<List<object>> LoadAllFromFileAsync(string fileName, IDictionary<string, Type> typeMap = null, bool strict = false) => null;
        public static List<object> LoadAllFromString(string content, IDictionary<string, Type> typeMap = null, bool strict = false) => null;
        public static Task<List<object>> LoadAllFromStreamAsync(Stream stream, IDictionary<string, Type> typeMap = null, bool strict = false) => null;
        public static Task<T> LoadFromFileAsync<T>(string file, bool strict = false) => null;
        public static Task<T> LoadFromStreamAsync<T>(Stream stream, bool strict = false) => null;
        public static T LoadFromString<T>(string content, bool strict = false) => default;
        public static string SaveToString<T>(T value) => null;
        public static string Serialize(object value) => null;
        public static string SerializeAll(IEnumerable<object> values) => null;
    }

    public static class KubernetesJson
    {
        public static T Deserialize<T>(string json) => default;
        public static T Deserialize<T>(Stream json) => default;
        public static string Serialize(object value) => null;
    }
}

namespace k8s.Autorest
{
    public class HttpOperationException : Exception
    {
        public HttpOperationException()
        {
        }

        public HttpOperationException(string message)
        {
        }

        public dynamic Request { get; set; }
        public dynamic Response { get; set; }
    }
}
