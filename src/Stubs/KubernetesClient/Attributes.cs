namespace System.Text.Json.Serialization
{
    // Not public, so that it is never in the way of the real one.
    [AttributeUsage(AttributeTargets.Property)]
    internal sealed class JsonPropertyNameAttribute : Attribute
    {
        public JsonPropertyNameAttribute(string name) => Name = name;

        public string Name { get; }
    }
}

namespace k8s.Models
{
    [System.AttributeUsage(System.AttributeTargets.Class)]
    public sealed class KubernetesEntityAttribute : System.Attribute
    {
        public string Kind { get; set; }
        public string Group { get; set; }
        public string ApiVersion { get; set; }
        public string PluralName { get; set; }
    }
}
