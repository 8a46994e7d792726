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

    // A single node has to take the applications too (https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/create-cluster-kubeadm/#control-plane-node-isolation).
    private static readonly Regex Untaint = new(
        @"^[^#\r\n]*\bkubectl\b[^#\r\n]*\btaint\b[^#\r\n]*node-role\.kubernetes\.io/(control-plane|master)[\w:=]*-",
        Options | RegexOptions.Multiline,
        TimeSpan.FromSeconds(1));

    // Where to join: nearly always before the flags.
    private static readonly Regex Argument = new(@"^[ \t]+(?<value>[^\s\-\\][^\s\\]*)", Options, TimeSpan.FromSeconds(1));

    /// <summary>The commands as documents; none for a text without any.</summary>
    public static IReadOnlyList<Document> Read(SourceText source)
    {
        if (source.Text.IndexOf("kubeadm", StringComparison.Ordinal) < 0)
            return [];
        try
        {
            var isSingle = Untaint.IsMatch(source.Text);
            var variables = new ShellVariables(source);
            return [.. Command.Matches(source.Text).Cast<Match>().Select(command => new Document(source, new Invocation(source, command, isSingle, variables).Configuration()))];
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    /// <summary>One command. What it leaves out stands, as all of it does, where its name is written.</summary>
    private sealed class Invocation
    {
        private readonly SourceText _source;
        private readonly Group _written; // the flags, and what stands between them
        private readonly Dictionary<string, Match> _flags;
        private readonly Place _name;
        private readonly bool _isUntainted;

        private readonly ShellVariables _variables;

        public Invocation(SourceText source, Match command, bool isUntainted, ShellVariables variables)
        {
            _isUntainted = isUntainted;
            _variables = variables;
            var kind = command.Groups["kind"];
            _source = source;
            _written = command.Groups["flags"];
            _name = new Place(source, kind.Index, kind.Index + kind.Length);
            // Of a flag that is repeated the last one counts.
            _flags = Word.Matches(_written.Value).Cast<Match>()
                .GroupBy(flag => flag.Groups["flag"].Value, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
        }

        public MapNode Configuration() => new(_name, _name.Text.EndsWith("join", StringComparison.Ordinal) ? Join() : Init(), isOpen: false, _name);

        private List<Entry> Join() => Entries(
            ("apiVersion", Text("kubeadm.k8s.io/v1beta4")),
            ("kind", Text("JoinConfiguration")),
            ("discovery", Map(("bootstrapToken", Map(
                ("apiServerEndpoint", Endpoint()),
                ("token", Secret("--token")),
                ("unsafeSkipCAVerification", Switch("--discovery-token-unsafe-skip-ca-verification")))))),
            ("controlPlane", Map(("certificateKey", Secret("--certificate-key")), ("localAPIEndpoint", LocalEndpoint()))));

        private List<Entry> Init() => Entries(
            ("apiVersion", Text("kubeadm.k8s.io/v1beta4")),
            ("kind", Text("InitConfiguration")),
            ("bootstrapTokens", new ListNode(_name, [Map(("token", Secret("--token")), ("ttl", Value("--token-ttl")))])),
            ("certificateKey", Secret("--certificate-key")),
            ("nodeRegistration", Map(("taints", _isUntainted ? new ListNode(_name, []) : new AbsentNode(_name)))),
            ("localAPIEndpoint", LocalEndpoint()));

        private MapNode LocalEndpoint() => Map(("advertiseAddress", Value("--apiserver-advertise-address")));

        private Node Endpoint() => Argument.Match(_written.Value) is { Success: true } first ? Literal(first.Groups["value"]) : new AbsentNode(_name);

        // A configuration file beside the flags may say more.
        private MapNode Map(params (string Key, Node Value)[] entries) => new(_name, Entries(entries), isOpen: true, _name);

        private List<Entry> Entries(params (string Key, Node Value)[] entries) => [.. entries.Select(entry => new Entry(entry.Key, _name, entry.Value))];

        private ScalarNode Text(string text) => new(_name, ScalarKind.String, text);

        private Node Switch(string flag) => _flags.TryGetValue(flag, out var match)
            ? new ScalarNode(At(match.Groups["flag"]), ScalarKind.Boolean, "true")
            : new AbsentNode(_name);

        private Node Value(string flag) =>
            _flags.TryGetValue(flag, out var match) && match.Groups["value"].Success ? Literal(match.Groups["value"]) : new AbsentNode(_name);

        private Node Secret(string flag) =>
            (_flags.TryGetValue(flag, out var match) ? _variables.Take(match.Groups["value"].Value) : null) ?? Value(flag);

        private Node Literal(Group value) => value.Value.IndexOfAny(['$', '`', '{', '<']) >= 0
            ? new UnknownNode(At(value), isPresent: true)
            : new ScalarNode(At(value), ScalarKind.String, value.Value.Trim('"', '\''));

        private Place At(Group group) => new(_source, _written.Index + group.Index, _written.Index + group.Index + group.Length);
    }
}
