namespace Hale.Linting.Configuration;

/// <summary>What a value of the configuration may be. The reader checks values against it, and the JSON schema is written from it.</summary>
public abstract record Shape
{
    private protected Shape() { }
}

/// <summary>One of some words.</summary>
/// <param name="Words">The words.</param>
public sealed record ChoiceShape(IReadOnlyList<string> Words) : Shape;

/// <summary>True or false.</summary>
public sealed record FlagShape : Shape;

/// <summary>A text.</summary>
public sealed record TextShape : Shape;

/// <summary>A whole number.</summary>
/// <param name="Least">The smallest that makes sense.</param>
/// <param name="Most">The largest.</param>
public sealed record CountShape(int Least, int Most) : Shape;

/// <summary>A duration as Kubernetes' flags take it, such as <c>40s</c>.</summary>
/// <param name="Least">The shortest that makes sense.</param>
/// <param name="Most">The longest.</param>
public sealed record DurationShape(string Least, string Most) : Shape;

/// <summary>A version of Kubernetes, in quotes or not.</summary>
public sealed record VersionShape : Shape;

/// <summary>A text, or a list of them.</summary>
public sealed record TextsShape : Shape;

/// <summary>A glob of files, or a list of them.</summary>
public sealed record GlobsShape : Shape;

/// <summary>A map from any text to text.</summary>
public sealed record LabelsShape : Shape;

/// <summary>A map from rules, by id or name, to one of some words.</summary>
/// <param name="Words">What a rule can be set to.</param>
public sealed record RulesShape(IReadOnlyList<string> Words) : Shape;

/// <summary>A list.</summary>
/// <param name="Item">What each item may be.</param>
public sealed record ListShape(Shape Item) : Shape;

/// <summary>A map with certain keys.</summary>
/// <param name="Keys">The keys that there are.</param>
public sealed record SectionShape(IReadOnlyList<Setting> Keys) : Shape;

/// <summary>One key of the configuration.</summary>
/// <param name="Name">The key.</param>
/// <param name="Shape">What its value may be.</param>
/// <param name="Description">What it decides: a sentence, or several.</param>
public sealed record Setting(string Name, Shape Shape, string Description)
{
    /// <summary>The value, or lines, that a fresh configuration shows: the default, or an example where there is none.</summary>
    public string Example { get; init; } = "";

    /// <summary>What holds where the key is left out, in words.</summary>
    public string Default { get; init; } = "";

    /// <summary>Whether the map has to have it.</summary>
    public bool IsRequired { get; init; }
}
