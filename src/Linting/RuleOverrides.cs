using Hale.Linting.Configuration;
using Hale.Rules;

namespace Hale.Linting;

/// <summary>Reads <c>HA0101=error</c> and <c>replicas-single=off</c>.</summary>
public static class RuleOverrides
{
    /// <summary>The severities that the settings give, by the rule's id; null for a rule that is off.</summary>
    /// <exception cref="UsageException">There is no such rule or severity.</exception>
    public static IReadOnlyDictionary<string, Severity?> Parse(IEnumerable<string> settings)
    {
        var overrides = new Dictionary<string, Severity?>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            string[] parts = [.. setting.Split(['='], 2).Select(part => part.Trim())];
            if (parts.Length < 2)
                throw new UsageException($"'{setting}' sets nothing: write ID=error, ID=warning, ID=note or ID=off");
            overrides[RuleNamed(parts[0]).Info.Id] = SeverityWords.Parse(parts[1]);
        }

        return overrides;
    }

    /// <summary>A rule by its id or name.</summary>
    /// <exception cref="UsageException">There is no such rule.</exception>
    public static Rule RuleNamed(string idOrName) =>
        RuleCatalog.Find(idOrName) ?? throw new UsageException($"{RuleCatalog.NoSuchRule(idOrName)} (hale rules lists them)");
}
