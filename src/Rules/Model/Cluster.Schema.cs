using Hale.Rules.Schema;

namespace Hale.Rules.Model;

// What the input says about kinds of its own.
public sealed partial class Cluster
{
    /// <summary>The type of a kind that a CustomResourceDefinition describes; null where none does, or several do.</summary>
    internal SchemaType? CustomSchema(string apiVersion, string kind)
    {
        var types = CustomTypes[new ApiKind(apiVersion, kind)].Select(custom => custom.Type.Value).OfType<SchemaType>().Take(2).ToList();
        return types.Count == 1 ? types[0] : null;
    }

    private ILookup<ApiKind, CustomType> CustomTypes => field ?? Once(ref field, () => (
        from definition in Objects
        where definition.IsA("CustomResourceDefinition", "apiextensions.k8s.io") && definition.IsPartial.IsFalse
        from described in CrdSchema.TypesOf(definition.Root)
        select described).ToLookup(described => described.Kind));
}
