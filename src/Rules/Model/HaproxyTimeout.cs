using System.Globalization;
using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A timeout after which haproxy cuts a connection on which nothing is sent.</summary>
/// <param name="Side">Whose silence counts: <c>client</c>, <c>server</c>, or <c>tunnel</c> for both.</param>
/// <param name="Node">Where it is set.</param>
internal sealed record HaproxyTimeout(string Side, Node Node)
{
    private static readonly Pattern Duration = new(@"^(?<count>\d{1,9})(?<unit>us|ms|s|m|h|d)?$", RegexOptions.IgnoreCase);

    /// <summary>
    /// Those of the connections to a backend. Where connections are passed on as they are, the backend's timeout of tunnels takes the
    /// place of both others (https://docs.haproxy.org/3.0/configuration.html#4.2-timeout%20tunnel).
    /// </summary>
    public static IEnumerable<HaproxyTimeout> Of(HaproxySection backend, HaproxyFile file)
    {
        var tunnel = backend.Setting("timeout", "tunnel");
        if (!tunnel.Exists.IsFalse)
            return [new("tunnel", tunnel)];
        return file.FrontendsOf(backend)
            .Select(frontend => new HaproxyTimeout("client", frontend.Setting("timeout", "client")))
            .Append(new("server", backend.Setting("timeout", "server")));
    }

    /// <summary>How long it is, in milliseconds; unknown where it is no duration.</summary>
    public Field<long> Milliseconds
    {
        get
        {
            var text = Node.NumberOrText();
            return text.TryGet(out var written) && Duration.Match(written) is { Success: true } match
                ? text.Select(_ => long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) * Factor(match.Groups["unit"].Value) / 1000)
                : Node.Integer();
        }
    }

    /// <summary>How long it is, as it is written; milliseconds need no unit.</summary>
    public override string ToString() =>
        Node.NumberOrText() is var text && text.Is(written => written.All(char.IsDigit)).IsTrue ? $"{text} ms" : $"{text}";

    private static long Factor(string unit) => unit.ToLowerInvariant() switch
    {
        "us" => 1,
        "s" => 1_000_000,
        "m" => 60_000_000,
        "h" => 3_600_000_000,
        "d" => 86_400_000_000,
        _ => 1000,
    };
}
