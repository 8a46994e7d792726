using Hale.Rules.Suppressions;
using Hale.Rules.Tree;

namespace Hale.Rules;

/// <summary>One problem at one place.</summary>
public sealed record Finding
{
    private const int MostRelated = 10;

    private FindingIdentity? _identity;

    internal Finding(RuleInfo rule, Node? node, Place place, string message)
    {
        Rule = rule;
        Severity = rule.Severity;
        Node = node;
        Place = place;
        Message = message;
        Fix = rule.Fix;
    }

    /// <summary>The rule that found it.</summary>
    public RuleInfo Rule { get; }

    /// <summary>How bad it is here.</summary>
    public Severity Severity { get; init; }

    /// <summary>What to change.</summary>
    public Place Place { get; }

    /// <summary>What is wrong, with the names and numbers found; a sentence without its full stop.</summary>
    public string Message { get; }

    /// <summary>What to do about it, in whole sentences: of a rule that finds several things, what is right for this one.</summary>
    public string Fix { get; private init; }

    /// <summary>The rest of the story: other places that make this one a problem.</summary>
    public IReadOnlyList<RelatedPlace> Related { get; init; } = [];

    /// <summary>The Kubernetes object that holds the place; null when the input could not be read as objects.</summary>
    public ObjectIdentity? Object { get; init; }

    /// <summary>The path within the object, such as <c>spec.replicas</c>; for something absent, where it would be.</summary>
    public string Path { get; init; } = "";

    /// <summary>The path within the object as a JSON pointer (RFC 6901), such as <c>/spec/replicas</c>.</summary>
    public string Pointer { get; init; } = "";

    /// <summary>The comment or annotation that silences it; null when none does.</summary>
    public Suppression? Suppression { get; init; }

    /// <summary>What makes it the same finding in a later run.</summary>
    public FindingIdentity Identity => _identity ?? FindingIdentity.Of(this);

    /// <summary>The message with the related places behind it, for what shows one line only; of very many places the first.</summary>
    public string MessageWithPlaces
    {
        get
        {
            if (Related.Count == 0)
                return Message;
            var places = Related.Take(MostRelated).Select(related => $"{related.Place}: {related.Message}").ToList();
            if (Related.Count > MostRelated)
                places.Add(FormattableString.Invariant($"and {Related.Count - MostRelated} more places"));
            return $"{Message} ({string.Join("; ", places)})";
        }
    }

    internal Node? Node { get; private init; }

    internal Node? ObjectRoot { get; init; }

    /// <summary>Whether C# builds the object.</summary>
    internal bool IsBuilt { get; init; }

    /// <summary>The same finding without its hold on the document that it was found in, of which only the text stays.</summary>
    public Finding Detached() => this with { _identity = Identity, Node = null, ObjectRoot = null };

    internal Finding As(Severity severity) => this with { Severity = severity };

    internal Finding WithFix(string fix) => this with { Fix = fix };

    internal Finding And(Node node, string message) => And(node.Place, message);

    internal Finding And(Place place, string message) =>
        this with { Related = [.. Related, new RelatedPlace(place, message)] };
}

/// <summary>A place that belongs to a finding, and what it has to do with it.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Message">What is there, without a full stop.</param>
public sealed record RelatedPlace(Place Place, string Message);

/// <summary>What tells one Kubernetes object from another.</summary>
/// <param name="ApiVersion">Such as <c>apps/v1</c>; empty when not known.</param>
/// <param name="Kind">Such as <c>Deployment</c>; empty when not known.</param>
/// <param name="Namespace">Empty when none is written.</param>
/// <param name="Name">Empty when not known.</param>
public sealed record ObjectIdentity(string ApiVersion, string Kind, string Namespace, string Name)
{
    /// <summary><c>Kind/namespace/name</c>, without the parts that are not known.</summary>
    public override string ToString() => string.Join("/", new[] { Kind, Namespace, Name }.Where(part => part.Length > 0));
}
