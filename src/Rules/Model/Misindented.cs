using Hale.Rules.Schema;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Tells objects whose fields slipped out of <c>metadata</c>, <c>spec</c> or the pod template from others.</summary>
internal static class Misindented
{
    // What stands at the root of most kinds; to know the others takes the schema.
    private static readonly HashSet<string> Ordinary = new(
        [
            "apiVersion", "kind", "metadata", "spec", "status", "items", "data", "stringData", "binaryData", "type", "immutable",
            "rules", "subjects", "roleRef", "webhooks", "provisioner", "parameters",
        ],
        StringComparer.Ordinal);

    public static Truth Check(KubernetesObject @object)
    {
        var unusual = @object.Root.Entries.Where(entry => !Ordinary.Contains(entry.Key)).ToList();
        if (@object.Schema is null && @object.IsCustom && SlippedOf(@object) is not null)
            return Truth.True;
        if (unusual.Count == 0)
            return Truth.False;
        if (@object.Schema is { } schema)
            return unusual.Any(entry => IsFieldFurtherInside(entry.Key, schema));
        return @object.Kind.Origin is Origin.Unknown || @object.ApiVersion.Origin is Origin.Unknown ? Truth.Unknown : Truth.False;
    }

    /// <summary>
    /// The first field of a custom resource that stands at its root and belongs in its metadata or spec, which are written, and
    /// empty, and where it belongs; or its spec, where that stands in its metadata. Null when there is none; for kinds with a
    /// schema that is not asked.
    /// </summary>
    public static (Entry Entry, string Path)? SlippedOf(KubernetesObject resource)
    {
        var entries = resource.Written.Entries;
        if (entries.FirstOrDefault(entry => entry.Key == "name") is { Key: not null } name && IsEmpty("metadata"))
            return (name, "metadata.name");
        var inMetadata = resource.Written["metadata"].Entries.FirstOrDefault(entry => entry is { Key: "spec", Value: MapNode });
        if (inMetadata.Key is not null && resource.Written["spec"] is AbsentNode { IsWritten: false })
            return (inMetadata, "spec");
        var field = entries.FirstOrDefault(entry => !Ordinary.Contains(entry.Key));
        return field.Key is not null && IsEmpty("spec") ? (field, $"spec.{field.Key}") : null;

        bool IsEmpty(string holder) => entries.Any(entry => entry.Key == holder && entry.Value.Exists.IsFalse);
    }

    private static bool IsFieldFurtherInside(string name, SchemaType kind)
    {
        if (kind.Fields.ContainsKey(name))
            return false;
        var spec = Inside(kind, "spec");
        var job = Inside(Inside(spec, "jobTemplate"), "spec");
        SchemaType?[] places = [Inside(kind, "metadata"), spec, job, Inside(Inside(spec, "template"), "spec"), Inside(Inside(job, "template"), "spec")];
        return places.Any(place => place is not null && place.Fields.ContainsKey(name));
    }

    private static SchemaType? Inside(SchemaType? type, string name) =>
        type is not null && type.Fields.TryGetValue(name, out var field) && field.Value.Kind is SchemaKind.Object ? field.Value.Type : null;
}
