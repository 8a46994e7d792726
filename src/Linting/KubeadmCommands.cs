using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.Linting;

/// <summary>
/// Reads the <c>kubeadm init</c> and <c>kubeadm join</c> commands of a script as the configuration that kubeadm makes of their
/// flags, so that the rules on kubeadm's files hold for scripts too. What the shell fills in is unknown.
/// Source: https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-join/
/// </summary>
internal static class KubeadmCommands
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // A command with the lines that a backslash continues, up to what ends it; nothing in a comment.
    private static readonly Regex Command = new(
        @"^(?<before>[^#\r\n]*?)(?<kind>kubeadm[ \t]+(init|join))\b(?<flags>(\\\r?\n|[^\r\n;&|#])*)",
        Options | RegexOptions.Multiline,
        TimeSpan.FromSeconds(1));

    private static readonly Regex Word = new(@"(?<flag>--[a-z-]+)(=|[ \t]+|[ \t]*\\\r?\n[ \t]*)?(?<value>[^\s\-\\=][^\s\\]*)?", Options, TimeSpan.FromSeconds(1));

    // Where to join: nearly always before the flags.
    private static readonly Regex Argument = new(@"^[ \t]+(?<value>[^\s\-\\][^\s\\]*)", Options, TimeSpan.FromSeconds(1));

    /// <summary>The commands as documents; none for a text without any.</summary>
    public static IReadOnlyList<Document> Read(SourceText source)
    {
        if (source.Text.IndexOf("kubeadm", StringComparison.Ordinal) < 0)
            return [];
        try
        {
            return [.. Command.Matches(source.Text).Cast<Match>().Select(command => new Document(source, Configuration(source, command)))];
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    private static MapNode Configuration(SourceText source, Match command)
    {
        var name = PlaceOf(source, command.Groups["kind"]);
        var flags = Word.Matches(command.Groups["flags"].Value).Cast<Match>()
            .GroupBy(flag => flag.Groups["flag"].Value, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
        var isJoin = name.Text.EndsWith("join", StringComparison.Ordinal);

        return new MapNode(name, isJoin ? Join() : Init(), isOpen: false, name);

        List<Entry> Join() => Entries(
            ("apiVersion", Text("kubeadm.k8s.io/v1beta4")),
            ("kind", Text("JoinConfiguration")),
            ("discovery", Map(("bootstrapToken", Map(
                ("apiServerEndpoint", Endpoint()),
                ("token", Value("--token")),
                ("unsafeSkipCAVerification", Switch("--discovery-token-unsafe-skip-ca-verification")))))),
            ("controlPlane", Map(("certificateKey", Value("--certificate-key")), ("localAPIEndpoint", LocalEndpoint()))));

        List<Entry> Init() => Entries(
            ("apiVersion", Text("kubeadm.k8s.io/v1beta4")),
            ("kind", Text("InitConfiguration")),
            ("bootstrapTokens", new ListNode(name, [Map(("token", Value("--token")), ("ttl", Value("--token-ttl")))])),
            ("certificateKey", Value("--certificate-key")),
            ("localAPIEndpoint", LocalEndpoint()));

        MapNode LocalEndpoint() => Map(("advertiseAddress", Value("--apiserver-advertise-address")));

        Node Endpoint() => Argument.Match(command.Groups["flags"].Value) is { Success: true } first ? Literal(first.Groups["value"]) : new AbsentNode(name);

        // A configuration file beside the flags may say more.
        MapNode Map(params (string Key, Node Value)[] entries) => new(name, Entries(entries), isOpen: true, name);

        List<Entry> Entries(params (string Key, Node Value)[] entries) => [.. entries.Select(entry => new Entry(entry.Key, name, entry.Value))];

        ScalarNode Text(string text) => new(name, ScalarKind.String, text);

        Node Switch(string flag) => flags.TryGetValue(flag, out var match)
            ? new ScalarNode(At(match.Groups["flag"]), ScalarKind.Boolean, "true")
            : new AbsentNode(name);

        Node Value(string flag) => flags.TryGetValue(flag, out var match) && match.Groups["value"].Success ? Literal(match.Groups["value"]) : new AbsentNode(name);

        Node Literal(Group value) => value.Value.IndexOfAny(['$', '`', '{', '<']) >= 0
            ? new UnknownNode(At(value), isPresent: true)
            : new ScalarNode(At(value), ScalarKind.String, value.Value.Trim('"', '\''));

        Place At(Group group) => new(source, command.Groups["flags"].Index + group.Index, command.Groups["flags"].Index + group.Index + group.Length);
    }

    private static Place PlaceOf(SourceText source, Group group) => new(source, group.Index, group.Index + group.Length);
}
