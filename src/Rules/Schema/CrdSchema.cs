using Hale.Rules.Tree;

namespace Hale.Rules.Schema;

/// <summary>
/// The schemas that a CustomResourceDefinition gives to its kind. What it leaves open, and what cannot be seen, takes anything.
/// Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
/// </summary>
internal static class CrdSchema
{
    /// <summary>The types of a definition's kind, one for each version; null for one without a schema.</summary>
    public static IEnumerable<CustomType> TypesOf(Node definition)
    {
        var spec = definition["spec"];
        if (!spec["preserveUnknownFields"].Exists.IsFalse && !spec["preserveUnknownFields"].Flag().Is(false))
            yield break;
        if (!spec["group"].Text().TryGet(out var group) || !spec["names"]["kind"].Text().TryGet(out var kind))
            yield break;
        foreach (var version in spec["versions"].Items)
        {
            if (version["name"].Text().TryGet(out var name))
                yield return new CustomType(new ApiKind($"{group}/{name}", kind), new Lazy<SchemaType?>(() => TypeOf(version, kind)));
        }
    }

    private static SchemaType? TypeOf(Node version, string kind)
    {
        var schema = version["schema"]["openAPIV3Schema"] switch { SchemaNode described => described.Content, var written => written };
        return schema["properties"] is MapNode ? RootOf(schema, kind) : null;
    }

    // The API server itself says what the metadata of every object is, whatever the definition says.
    private static SchemaType RootOf(Node schema, string kind)
    {
        SchemaField[] known =
        [
            new("apiVersion", IsRequired: false, SchemaValue.Of(SchemaKind.String)),
            new("kind", IsRequired: false, SchemaValue.Of(SchemaKind.String)),
            new("metadata", IsRequired: false, SchemaValue.Object(() => KubernetesSchema.Default.Find("V1ObjectMeta")!)),
        ];
        return new SchemaType(kind, () => [.. known, .. FieldsOf(schema, ["apiVersion", "kind", "metadata", "status"])], MayHoldMore(schema));
    }

    private static SchemaType TypeOf(Node schema) => new(schema.Key ?? "", () => FieldsOf(schema, []), MayHoldMore(schema));

    private static IEnumerable<SchemaField> FieldsOf(Node schema, string[] known)
    {
        var required = new HashSet<string>(schema["required"].Items.OfType<ScalarNode>().Select(name => name.Text), StringComparer.Ordinal);
        var seen = new HashSet<string>(known, StringComparer.Ordinal);
        foreach (var property in schema["properties"].Entries.Where(property => seen.Add(property.Key)))
            yield return new SchemaField(property.Key, required.Contains(property.Key) && IsNeeded(property.Value), ValueOf(property.Value));
    }

    // A default is filled in, and a written null is a value, where it is allowed.
    private static bool IsNeeded(Node schema) => schema["default"].Exists.IsFalse && schema["nullable"].Exists.IsFalse;

    private static bool MayHoldMore(Node schema) =>
        schema["properties"].IsOpen || !schema["x-kubernetes-preserve-unknown-fields"].Exists.IsFalse || !schema["additionalProperties"].Exists.IsFalse;

    private static SchemaValue ValueOf(Node schema)
    {
        if (!schema["x-kubernetes-int-or-string"].Exists.IsFalse)
            return SchemaValue.Of(schema["x-kubernetes-int-or-string"].Flag().Is(true) ? SchemaKind.IntOrString : SchemaKind.Any);
        if (!schema["type"].Text().TryGet(out var type) || !schema["x-kubernetes-embedded-resource"].Exists.IsFalse)
            return SchemaValue.Of(SchemaKind.Any);
        return type switch
        {
            "string" => SchemaValue.Of(SchemaKind.String),
            "integer" => SchemaValue.Of(SchemaKind.Int64),
            "number" => SchemaValue.Of(SchemaKind.Double),
            "boolean" => SchemaValue.Of(SchemaKind.Boolean),
            "array" when schema["items"] is MapNode items => SchemaValue.ListOf(ValueOf(items)),
            "object" when schema["properties"] is MapNode => Lazily(schema),
            "object" when schema["additionalProperties"] is MapNode values && schema["properties"].Exists.IsFalse => SchemaValue.MapOf(ValueOf(values)),
            _ => SchemaValue.Of(SchemaKind.Any),
        };
    }

    private static SchemaValue Lazily(Node schema)
    {
        var type = new Lazy<SchemaType>(() => TypeOf(schema));
        return SchemaValue.Object(() => type.Value);
    }
}

/// <summary>What a CustomResourceDefinition says of its kind in one version; null for nothing.</summary>
internal sealed record CustomType(ApiKind Kind, Lazy<SchemaType?> Type);
