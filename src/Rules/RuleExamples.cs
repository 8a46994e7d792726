using System.Text;

namespace Hale.Rules;

/// <summary>The examples of the rules: for each a manifest that it reports, and one that no rule reports.</summary>
public static class RuleExamples
{
    /// <summary>The manifest that the rule reports.</summary>
    /// <exception cref="ArgumentException">No rule has this id.</exception>
    public static string Bad(RuleInfo rule) => Read($"{rule.Id}.bad.yaml");

    /// <summary>The manifest that is as it should be.</summary>
    /// <exception cref="ArgumentException">No rule has this id.</exception>
    public static string Good(RuleInfo rule) => Read($"{rule.Id}.good.yaml");

    private static string Read(string name)
    {
        using var stream = typeof(RuleExamples).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"There is no example '{name}'.", nameof(name));
        var bytes = new byte[stream.Length];
        var length = stream.Read(bytes, 0, bytes.Length);
        return Encoding.UTF8.GetString(bytes, 0, length).Replace("\r\n", "\n");
    }
}
