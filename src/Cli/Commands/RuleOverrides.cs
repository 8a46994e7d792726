using Hale.Linting;
using Hale.Linting.Configuration;
using Hale.Rules;

namespace Hale.Cli.Commands;

/// <summary>Reads <c>HA0101=error</c> and <c>replicas-single=off</c>.</summary>
internal static class RuleOverrides
{
    /// <exception cref="UsageException">There is no such rule or severity.</exception>
    public static IReadOnlyDictionary<string, Severity?> Parse(IEnumerable<string> settings)
    {
        var overrides = new Dictionary<string, Severity?>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            var parts = setting.Split('=', 2);
            if (parts.Length < 2)
                throw new UsageException($"'{setting}' sets nothing: write --rule ID=error, ID=warning, ID=note or ID=off");
            overrides[RuleNamed(parts[0]).Info.Id] = SeverityWords.Parse(parts[1]);
        }

        return overrides;
    }

    /// <exception cref="UsageException">There is no such rule.</exception>
    public static Rule RuleNamed(string idOrName) =>
        RuleCatalog.Find(idOrName) ?? throw new UsageException($"{RuleCatalog.NoSuchRule(idOrName)} (hale rules lists them)");
}
