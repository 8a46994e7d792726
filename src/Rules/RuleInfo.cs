using Hale.Rules.Model;

namespace Hale.Rules;

/// <summary>What a rule is, apart from its check: everything that lists, help texts and reports show.</summary>
/// <param name="Id"><c>HA</c> and four digits, the first two of which are the category. Never reused.</param>
/// <param name="Name">Kebab-case; names the bad thing, so that it reads after "allow".</param>
public sealed record RuleInfo(string Id, string Name)
{
    /// <summary>The usual severity of its findings; a finding may have another.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How sure the rule is.</summary>
    public Confidence Confidence { get; init; } = Confidence.High;

    /// <summary>Whether it speaks in the default preset.</summary>
    public Activation Activation { get; init; } = Activation.On;

    /// <summary>Whether it speaks only where the input is said to hold everything, because it is about what is missing in all of it.</summary>
    public bool NeedsClosedWorld { get; init; }

    /// <summary>Whether it is on, whatever <see cref="Activation"/> says, where the cluster is said to have several zones.</summary>
    public bool IsOnInSeveralZones { get; init; }

    /// <summary>The bad thing in a few words, without a full stop.</summary>
    public required string Title { get; init; }

    /// <summary>What goes wrong and when, in sentences.</summary>
    public required string Why { get; init; }

    /// <summary>What to do, as an instruction.</summary>
    public required string Fix { get; init; }

    /// <summary>Where the facts come from: documentation pages, enhancement proposals, issues.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The category, such as <c>HA07</c>.</summary>
    public string Category { get; } = Id.Substring(0, 4);

    /// <summary>What the category is about, such as <c>storage</c>.</summary>
    public string CategoryName => Categories.NameOf(Category);

    /// <summary>The page that explains the rule.</summary>
    public string HelpLink => $"{Product.Home}/blob/main/rules.md#{Id.ToLowerInvariant()}";

    /// <summary>Whether it speaks in the default preset, given what is known about the cluster.</summary>
    internal Activation ActivationIn(ClusterFacts facts) => IsOnInSeveralZones && facts.HasSeveralZones.IsTrue ? Activation.On : Activation;
}

/// <summary>The categories of rules.</summary>
public static class Categories
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["HA00"] = "input",
        ["HA01"] = "replication",
        ["HA02"] = "placement",
        ["HA03"] = "disruption",
        ["HA04"] = "rollout",
        ["HA05"] = "shutdown",
        ["HA06"] = "probes",
        ["HA07"] = "storage",
        ["HA08"] = "stateful sets",
        ["HA09"] = "services",
        ["HA10"] = "autoscaling",
        ["HA11"] = "resources",
        ["HA12"] = "secrets",
        ["HA13"] = "images",
        ["HA14"] = "wiring",
        ["HA15"] = "control plane",
        ["HA16"] = "operators",
        ["HA17"] = "deprecated APIs",
        ["HA18"] = "structure",
    };

    /// <summary>What a category is about.</summary>
    /// <exception cref="KeyNotFoundException">There is no such category.</exception>
    public static string NameOf(string category) => Names[category];
}

/// <summary>Facts about Hale itself.</summary>
public static class Product
{
    /// <summary>The project's home page.</summary>
    public const string Home = "https://github.com/hale-lint/hale";
}
