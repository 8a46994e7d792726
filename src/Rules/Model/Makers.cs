using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Who may make objects that the input does not hold: operators for their custom resources, programs that are told a name,
/// controllers that an annotation asks. Whatever they name, or name after themselves, may exist.
/// </summary>
internal sealed class Makers
{
    // A copy of the object itself, with all that it refers to.
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    // What a name does not begin or end with.
    private static readonly char[] NoEnds = ['-', '.'];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _owners;
    private readonly HashSet<int> _lengthsOfOwners = [];

    public Makers(Cluster cluster)
    {
        var makers = cluster.Operated;
        AddNames(makers.Select(maker => maker.Root));
        AddNames(cluster.All<Container>().SelectMany(ToldNames));
        AddNames(cluster.Objects.SelectMany(NamesInAnnotations));
        AddNames(cluster.Objects.SelectMany(NamesInRoles));
        AddNames(cluster.Objects.Where(AsksForCertificates).Select(@object => @object.Spec));
        _owners = new(
            makers.SelectMany(maker => maker.Name.Values).Where(name => name.Length > 0).Concat(cluster.All<Workload>().SelectMany(ClaimPrefixes)),
            StringComparer.Ordinal);
        foreach (var owner in _owners)
            _lengthsOfOwners.Add(owner.Length);
        Unclear = new([.. makers.Where(maker => IsUnclear(maker.Root))]);
    }

    /// <summary>The custom resources of which something cannot be seen: what they name is not known.</summary>
    public Nearby<KubernetesObject> Unclear { get; }

    /// <summary>Whether something of the input may make an object of this name.</summary>
    public bool MayMake(string name) => _names.Contains(name) || _lengthsOfOwners.Any(length => HoldsOwner(name, length));

    /// <summary>
    /// Whether an object can have this name; a placeholder in other characters stands for one that can
    /// (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/).
    /// </summary>
    public static bool IsName(string text) => text.All(IsInName);

    private bool HoldsOwner(string name, int length)
    {
        for (var start = 0; start + length <= name.Length; start++)
        {
            if (_owners.Contains(name.Substring(start, length)))
                return true;
        }

        return false;
    }

    private static IEnumerable<Node> ToldNames(Container container) =>
        [container.Node["command"], container.Node["args"], .. container.Env.Items.Select(variable => variable["value"])];

    private static IEnumerable<Node> NamesInAnnotations(KubernetesObject @object) =>
        @object.Annotations.Values.Where(value => value.Key != LastApplied);

    // cert-manager makes the Secrets that such an Ingress or Gateway names (https://cert-manager.io/docs/usage/ingress/, https://cert-manager.io/docs/usage/gateway/).
    private static bool AsksForCertificates(KubernetesObject @object) =>
        (@object.IsA("Ingress", "networking.k8s.io", "extensions") || @object.IsA("Gateway", "gateway.networking.k8s.io"))
        && !@object.Annotations.AnyKey(key => key is "cert-manager.io/issuer" or "cert-manager.io/cluster-issuer" or "kubernetes.io/tls-acme").IsFalse;

    // A program that may change an object by name most often makes it too, because 'create' cannot be limited to a name.
    private static IEnumerable<Node> NamesInRoles(KubernetesObject @object) =>
        @object.IsA("Role", "rbac.authorization.k8s.io") || @object.IsA("ClusterRole", "rbac.authorization.k8s.io")
            ? @object.Root["rules"].Items.Where(MayWrite).Select(rule => rule["resourceNames"])
            : [];

    private static bool MayWrite(Node rule) => !rule["verbs"].Any(verb => verb.Text().Is(text => text is "update" or "patch" or "*")).IsFalse;

    // A StatefulSet's claims are called <template>-<set>-<ordinal>.
    private static IEnumerable<string> ClaimPrefixes(Workload workload) =>
        from template in workload.Spec["volumeClaimTemplates"].Items
        let name = template["metadata"]["name"].Text()
        where name.Origin is Origin.Written && workload.Name.Origin is Origin.Written
        select $"{name}-{workload.Name}-";

    private static bool IsUnclear(Node node) => node switch
    {
        MapNode or ListNode => node.IsOpen || node.Items.Any(IsUnclear) || node.Values.Any(IsUnclear),
        ScalarNode or AbsentNode => false,
        _ => true,
    };

    private void AddNames(IEnumerable<Node> roots)
    {
        foreach (var root in roots)
            AddNames(root);
    }

    // The values between which it could not be decided are scalars too.
    private void AddNames(Node node)
    {
        if (node is MapNode map)
            Array.ForEach(map.EntryArray, entry => AddNames(entry.Value));
        else if (node is ListNode)
            AddNames(node.Items);
        else if (node is ScalarNode scalar)
            AddNames(scalar.Text);
        else
            AddNames(node.Scalars);
    }

    private void AddNames(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && IsInName(text[i]))
                continue;
            if (i > start)
                _names.Add(text.Substring(start, i - start).Trim(NoEnds));
            start = i + 1;
        }
    }

    private static bool IsInName(char character) => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.';
}
