using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// One virtual router of a keepalived.conf: this node's part in who holds the virtual addresses.
/// Source of names and defaults: https://www.keepalived.org/manpage.html
/// </summary>
internal sealed class KeepalivedInstance(KeepalivedFile file, Node node) : ConfigView(file.Cluster, file.Object)
{
    public KeepalivedFile File => file;

    public Node Node => node;

    public Field<string> Name { get; } = node["name"].Text();

    public Field<string> State { get; } = node["state"].Text();

    public Field<long> RouterId { get; } = node["virtual_router_id"].Integer();

    public Field<long> Priority { get; } = node["priority"].Integer().Or(100);

    /// <summary>Seconds between advertisements, as written: they may have a fraction.</summary>
    public Field<string> Interval { get; } = node["advert_int"].NumberOrText().Or("1");

    /// <summary>The password. It belongs in no message.</summary>
    public Field<string> Password { get; } = node["authentication"]["auth_pass"].NumberOrText();

    /// <summary>Whether it may be a template whose words in capitals, such as <c>VRRP_STATE</c>, are replaced later.</summary>
    public bool MayBeTemplate => IsShouted(State) || IsShouted(Node["priority"].NumberOrText());

    public Node Addresses { get; } = node["virtual_ipaddress"];

    public string Title => Name.Origin is Origin.Written ? $"the vrrp_instance '{Name}'" : "the vrrp_instance";

    /// <summary>Its checks, with what each adds to the priority; those whose script cannot be seen have an unknown weight.</summary>
    public IReadOnlyList<TrackedScript> Checks => field ??= [.. node["track_script"].Items.Select(item => TrackedScript.Of(file, item))];

    /// <summary>Whether there may be checks that cannot be seen.</summary>
    public bool MayHaveMoreChecks => node["track_script"].IsOpen || node["track_script"].Exists.IsUnknown;

    /// <summary>Whether its addresses move only when the whole node is lost, or keepalived itself: no service is watched.</summary>
    public bool WatchesNothing =>
        Addresses.Items.Count > 0 && !node.IsOpen && !MayHaveMoreChecks && KeepalivedFile.IsUnwatched(node) && file.WatchesNothing;

    /// <summary>
    /// The group of virtual routers in which none has a priority of its own, so that checks with a weight are ignored; null when
    /// it is in none, or that is not known. A group with one member counts as none in some versions.
    /// </summary>
    public Node? GroupWithoutWeights => Name.TryGet(out var name)
        ? file.Root["vrrp_sync_group"].Items.FirstOrDefault(group => HasMember(group, name) && file.Instances.Count(other => other.Name.TryGet(out var its) && HasMember(group, its)) > 1
            && (group["sync_group_tracking_weight"].Exists || group["global_tracking"].Exists).IsFalse)
        : null;

    /// <summary>Whether another instance is the same virtual router on another node: it has the same id and an address in common.</summary>
    public Truth IsPeer(KeepalivedInstance other) => HasIdOf(other) && Addresses.Any(mine => other.Addresses.Any(its => SameAddress(mine, its)));

    /// <summary>Whether another instance, on another node near by, has the same id.</summary>
    public Truth HasIdOf(KeepalivedInstance other)
    {
        if (other.File == File || !File.IsNear(other.File))
            return Truth.False;
        return RouterId.TryGet(out var id) ? other.RouterId.Is(id) : !RouterId.Node.Exists.IsFalse ? Truth.Unknown : Truth.False;
    }

    /// <summary>Whether every address of both is an address of the other.</summary>
    public Truth HasAddressesOf(KeepalivedInstance other) =>
        Addresses.All(mine => other.Addresses.Any(its => SameAddress(mine, its)))
        && other.Addresses.All(its => Addresses.Any(mine => SameAddress(mine, its)));

    // Without the length of the network.
    private static Truth SameAddress(Node left, Node right) =>
        left["name"].Text().TryGet(out var address) ? right["name"].Text().Is(other => Bare(other) == Bare(address)) : Truth.Unknown;

    private static bool HasMember(Node group, string name) => group["group"].Any(member => member["name"].Text().Is(name)).IsTrue;

    private static bool IsShouted(Field<string> field) =>
        field.TryGet(out var text) && text.IndexOf('_') > 0 && text.All(character => character is '_' or (>= 'A' and <= 'Z') or (>= '0' and <= '9'));

    /// <summary>An address without the length of its network.</summary>
    public static string Bare(string address) => address.Split('/')[0].ToLowerInvariant();
}

/// <summary>A check that moves the virtual addresses.</summary>
/// <param name="Name">What the script is called.</param>
/// <param name="Weight">What its success or failure adds to the priority; 0 stops the instance when it fails.</param>
/// <param name="Node">Where the instance tracks it.</param>
internal sealed record TrackedScript(Field<string> Name, Field<long> Weight, Node Node)
{
    public static TrackedScript Of(KeepalivedFile file, Node item)
    {
        var name = item["name"].Text();
        var own = item["weight"];
        if (!own.Exists.IsFalse)
            return new TrackedScript(name, own.Integer(), item);
        var scripts = name.TryGet(out var wanted) ? file.Scripts.Items.Where(script => script["name"].Text().Is(wanted).IsTrue).ToList() : [];
        var weight = scripts.Count == 1 ? scripts[0]["weight"].Integer().Or(0) : new UnknownNode(item.At, isPresent: false).Integer();
        return new TrackedScript(name, weight, item);
    }
}
