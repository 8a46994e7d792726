using Hale.Rules;

namespace Hale.Cli.Reports.Sarif;

/// <summary>Collects the Kubernetes objects, and the values in them, that results are about.</summary>
internal sealed class SarifObjects
{
    private readonly List<SarifLogicalLocation> _all = [];
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    /// <summary>What was asked for so far; null when nothing was.</summary>
    public IReadOnlyList<SarifLogicalLocation>? All => _all.Count > 0 ? _all : null;

    /// <summary>The value that a finding is about; null when its object is not known.</summary>
    public SarifLogicalReference? ReferenceTo(Finding finding)
    {
        if (finding.Object is not { } identity || NameOf(identity) is not { Length: > 0 } objectName)
            return null;
        var @object = Add(new SarifLogicalLocation(identity.Name is { Length: > 0 } name ? name : null, objectName, "object", null));
        if (finding.Pointer.Length == 0)
            return @object;
        var key = finding.Pointer[(finding.Pointer.LastIndexOf('/') + 1)..].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        return Add(new SarifLogicalLocation(key, objectName + finding.Pointer, "property", @object.Index));
    }

    private SarifLogicalReference Add(SarifLogicalLocation location)
    {
        if (!_indices.TryGetValue(location.FullyQualifiedName, out var index))
        {
            index = _indices[location.FullyQualifiedName] = _all.Count;
            _all.Add(location);
        }

        return new SarifLogicalReference(location.FullyQualifiedName, index);
    }

    private static string NameOf(ObjectIdentity identity) =>
        string.Join('/', new[] { identity.ApiVersion, identity.Kind, identity.Namespace, identity.Name }.Where(part => part.Length > 0));
}
