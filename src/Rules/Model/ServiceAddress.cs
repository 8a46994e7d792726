using System.Globalization;
using System.Text.RegularExpressions;

namespace Hale.Rules.Model;

/// <summary>A Service as clients write it: <c>name</c>, <c>name.namespace</c> or <c>name.namespace.svc...</c>, with or without a port.</summary>
/// <param name="Name">The Service's name.</param>
/// <param name="Namespace">Its namespace; null when none is written.</param>
/// <param name="Port">The port; null when none is written.</param>
internal sealed record ServiceAddress(string Name, string? Namespace, long? Port)
{
    private static readonly Pattern Form = new(
        """
        (?<![\w.:/@-])
        (?<scheme>[a-z][a-z0-9+.-]{0,15}://([^\s/@"']*@)?)?
        (?<host>[a-z]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)
        (:(?<port>[0-9]{2,5}))?
        (?![\w.-])
        """, RegexOptions.IgnorePatternWhitespace);

    private static readonly string[] HostWords = ["HOST", "ADDR", "SERVER", "ENDPOINT", "URL", "URI", "BROKER"];

    /// <summary>
    /// The addresses in a setting. A mere word is one only where it is all of the value and the key says that it is a host.
    /// </summary>
    public static IEnumerable<ServiceAddress> In(Setting setting)
    {
        if (!setting.Value.TryGet(out var text))
            return [];
        var isHost = Words.AnyIn(setting.Key, HostWords);
        var value = text.Substring(text.IndexOf('=') + 1).Trim();
        return from match in Form.Matches(text).Cast<Match>()
            where match.Groups["scheme"].Success || match.Groups["port"].Success || (isHost && match.Value == value)
            select Of(match.Groups["host"].Value.Split('.'), match.Groups["port"].Value);
    }

    /// <summary>A host name as an address: <c>name</c>, or a name that says that it is a Service's; null for any other host.</summary>
    public static ServiceAddress? OfHost(string host)
    {
        var labels = host.Split('.');
        return labels.Length == 1 || Array.IndexOf(labels, "svc") >= 2 ? Of(labels, port: "") : null;
    }

    // A pod's own name may stand before that of its Service.
    private static ServiceAddress Of(string[] labels, string port)
    {
        var first = Math.Max(0, Array.IndexOf(labels, "svc") - 2);
        var number = port.Length == 0 ? (long?)null : long.Parse(port, CultureInfo.InvariantCulture);
        return new(labels[first], labels.Length > first + 1 ? labels[first + 1] : null, number);
    }
}
