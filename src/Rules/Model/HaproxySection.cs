using System.Globalization;
using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// A section of a haproxy.cfg that takes requests, has servers, or both. What it does not say itself, the defaults above it
/// say (https://docs.haproxy.org/3.0/configuration.html#4).
/// </summary>
internal sealed class HaproxySection(HaproxyFile file, string kind, Node node)
{
    private const int MachineConfigPort = 22623;

    // 'kubernetes' alone, or a word for its API; an ingress or a dashboard is something else.
    private static readonly Pattern ApiName = new(@"^(kube|k8s|kubernetes)$|api-?server|(kube|k8s|kubernetes)[-_]?(api|masters?|control)", RegexOptions.IgnoreCase);

    public Node Node => node;

    public Field<string> Name { get; } = node["name"].Text();

    public string Title => Name.Origin is Origin.Written ? $"{kind} '{Name}'" : $"the {kind}";

    public Node Servers => node["server"];

    public Node Binds => node["bind"];

    /// <summary>Whether it takes connections as they are: haproxy's default.</summary>
    public Truth IsTcp => Setting("mode").Text().Or("tcp").Is("tcp");

    /// <summary>
    /// Whether its servers are API servers, by their port or by its name. OpenShift's control-plane nodes give new machines their
    /// configuration at another port (https://github.com/openshift/installer/blob/main/docs/user/metal/install_upi.md).
    /// </summary>
    public Truth ServesApi => HasServerAt(ApiServerAddress.DefaultPort) || HandsOnApiPort || (Name.Is(ApiName.IsMatch) && !HasServerAt(MachineConfigPort));

    private Truth HasServerAt(int port) => Servers.Any(server => HasPort(server["address"], port));

    // A server without a port is called at the one that the client came to (https://docs.haproxy.org/3.0/configuration.html#4.2-server).
    private Truth HandsOnApiPort =>
        Servers.Any(server => server["address"].Text().Is(address => address.IndexOf(':') < 0))
        && !Servers.Any(server => server["address"].Text().Is(address => address.IndexOf(':') >= 0))
        && Truth.Any(file.Frontends, frontend => frontend.LeadsTo(this) && frontend.Binds.Any(bind => HasPort(bind["address"], ApiServerAddress.DefaultPort)));

    /// <summary>Whether it hands requests to another section, always or under a condition.</summary>
    public Truth LeadsTo(HaproxySection backend)
    {
        if (ReferenceEquals(node, backend.Node))
            return Truth.True;
        return backend.Name.TryGet(out var name)
            ? Setting("default_backend").Text().Is(name) || node["use_backend"].Any(use => use["name"].Text().Is(name))
            : Truth.Unknown;
    }

    /// <summary>The names of the sections that it is known to hand requests to, always or under a condition.</summary>
    public IEnumerable<string> Targets =>
        node["use_backend"].Items.Select(use => use["name"].Text()).Prepend(Setting("default_backend").Text()).Where(name => name.TryGet(out _)).Select(name => name.ToString());

    /// <summary>Whether an option is on, here or in the defaults.</summary>
    public Truth HasOption(Func<string, bool> isMeant) => Anywhere(section => section["option"].Any(option => option["name"].Text().Is(isMeant)));

    /// <summary>
    /// An <c>option httpchk</c> and the <c>option ssl-hello-chk</c> below it: the last option for checks takes the place of the
    /// others (proxy_parse_ssl_hello_chk_opt in haproxy's tcpcheck.c). Null when that is not certain.
    /// </summary>
    public (Node Replaced, Node Last)? ReplacedHttpCheck
    {
        get
        {
            if (ChecksIn(node) is not { } checks)
                return null;
            var replaced = checks.LastOrDefault(option => option["name"].Text().Is("httpchk").IsTrue);
            return replaced is not null && checks[checks.Count - 1]["name"].Text().Is("ssl-hello-chk").IsTrue ? (replaced, checks[checks.Count - 1]) : null;
        }
    }

    /// <summary>
    /// The <c>option httpchk</c> that asks an API server without TLS, to which it answers 400, and haproxy takes anything but
    /// 2xx and 3xx for a failure (https://docs.haproxy.org/3.0/configuration.html#4.2-option%20httpchk). Null when that is not certain.
    /// </summary>
    public Node? PlainHttpCheck(Node server)
    {
        var checks = ChecksIn(node) is { Count: 0 } ? ChecksIn(Defaults) : ChecksIn(node);
        var isPlain = HasPort(server["address"], ApiServerAddress.DefaultPort) && HasServerOption(server, "check")
            && !Truth.Any(ElsewhereOrSafe, word => HasServerOption(server, word))
            && !Has("tcp-check") && !Anywhere(section => section["http-check"].Any(MayBeContent));
        return isPlain.IsTrue && checks?.LastOrDefault() is { } last && last["name"].Text().Is("httpchk").IsTrue ? last : null;
    }

    /// <summary>
    /// Whether checks see no more than that a port is open. Those of other protocols, and those that a script of tcp-check makes, see
    /// more; 'http-check' without 'option httpchk' is ignored (check_config_validity in haproxy's cfgparse.c).
    /// </summary>
    public Truth ChecksPortOnly =>
        Servers.All(server => !HasServerOption(server, "check-ssl") && !HasServerOption(server, "agent-check"))
        && !HasOption(name => name != "tcp-check" && IsCheck(name))
        && !Has("tcp-check");

    // Words of a server with which its checks use TLS, or do not go to its port (https://docs.haproxy.org/3.0/configuration.html#5.2).
    private static readonly string[] ElsewhereOrSafe = ["ssl", "check-ssl", "check-alpn", "check-proto", "addr", "port", "track", "agent-check"];

    private static Truth MayBeContent(Node line) =>
        line["name"].Text().Is("connect")
        || (line["name"].Text().Is("expect") && !line["value"].Text().Is(text => text.StartsWith("status 2", StringComparison.Ordinal) || text == "string ok"));

    // The options that tell how servers are checked, in order; null when there may be others.
    private static List<Node>? ChecksIn(Node section)
    {
        var options = section["option"];
        var isKnown = !section.IsOpen && section is not UnknownNode && !options.IsOpen && section["no option"].Exists.IsFalse
            && options.Items.All(option => option["name"].Text().TryGet(out _));
        return isKnown ? [.. options.Items.Where(option => option["name"].Text().Is(IsCheck).IsTrue)] : null;
    }

    private static bool IsCheck(string option) =>
        option.EndsWith("chk", StringComparison.Ordinal) || option.EndsWith("-check", StringComparison.Ordinal);

    /// <summary>Whether one of its servers has a word among its options, by itself or by default.</summary>
    public Truth HasServerOption(Node server, string word) =>
        server["options"].Any(option => option.Text().Is(word))
        || Anywhere(section => section["default-server"].Any(line => line["options"].Any(option => option.Text().Is(word))));

    /// <summary>Whether a keyword stands here or in the defaults.</summary>
    public Truth Has(string keyword) => Anywhere(section => section[keyword].Exists);

    /// <summary>A setting of its own, or of the defaults.</summary>
    public Node Setting(string keyword, string? name = null)
    {
        var own = Of(node);
        return own.Exists.IsFalse ? Of(Defaults) : own;

        Node Of(Node section) => name is null ? section[keyword] : section[keyword][name];
    }

    /// <summary>The lines of a keyword that the defaults give it.</summary>
    public IReadOnlyList<Node> Inherited(string keyword) => Defaults[keyword].Items;

    /// <summary>Whether an address ends in a port.</summary>
    public static Truth HasPort(Node address, int port)
    {
        var ending = $":{port.ToString(CultureInfo.InvariantCulture)}";
        return address is PartialNode { Segments: var segments } && segments[segments.Count - 1] is { } last
            ? last.EndsWith(ending, StringComparison.Ordinal) ? Truth.True : last.IndexOf(':') >= 0 ? Truth.False : Truth.Unknown
            : address.Text().Is(text => text.EndsWith(ending, StringComparison.Ordinal));
    }

    private Node Defaults => field ??= DefaultsAbove();

    private Truth Anywhere(Func<Node, Truth> question) => question(node) || question(Defaults);

    // The defaults that it names, or else the last ones above it.
    private Node DefaultsAbove()
    {
        var all = file.Root["defaults"];
        if (all.Exists.IsFalse)
            return all;
        var from = node["from"];
        var isUnordered = all.Items.Count > 1 && all.Items[0].At == node.At; // Text of a manifest whose parts have no place of their own.
        if (isUnordered || all.IsOpen || all.Items.Any(section => section is not MapNode) || (!from.Exists.IsFalse && !from.Text().TryGet(out _)))
            return new UnknownNode(node.At, isPresent: false);
        return from.Text().TryGet(out var name)
            ? all.Items.FirstOrDefault(section => section["name"].Text().Is(name).IsTrue) ?? new UnknownNode(node.At, isPresent: false)
            : all.Items.LastOrDefault(section => section.At.Start <= node.At.Start) ?? new AbsentNode(node.At);
    }
}
