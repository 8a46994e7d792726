using Hale.Rules.Model;

namespace Hale.Rules.Structure;

internal sealed class MisplacedField : StructureRule
{
    // What word processors and web pages put in place of '-'.
    private const string Dashes = "\u2010\u2011\u2012\u2013\u2014\u2212\u2022";

    public override RuleInfo Info { get; } = new("HA1803", "misplaced-field")
    {
        Severity = Severity.Error,
        Title = "Field where its object has none of that name",
        Why = """
            The API server refuses a field that it does not know when `kubectl` applies it, and drops it with a warning when
            another client does. Then the setting is not in force, though it can be read in the manifest: a wrong indentation
            turns five replicas into one.
            """,
        Fix = "Move the field to the place that the message names, or correct its spelling.",
        Sources =
        [
            "https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation",
            "https://github.com/kubernetes/enhancements/issues/2885",
        ],
    };

    private protected override IEnumerable<Finding> Inspect(KubernetesObject subject) =>
        Knative.IsService(subject) ? InKnative(subject) : InSchema(subject);

    private IEnumerable<Finding> InKnative(KubernetesObject service)
    {
        var misplaced = Knative.Misplaced(service).ToList();
        if (misplaced.Count == 0)
            return [];
        var finding = Report(misplaced[0], misplaced[0].NameAt, $"'{misplaced[0].Key}' stands at metadata.annotations of Knative's {service.Title} but belongs in spec.template.metadata.annotations");
        return [misplaced.Skip(1).Aggregate(finding, (all, other) => all.And(other.NameAt, $"'{other.Key}' belongs there, too"))];
    }

    private IEnumerable<Finding> InSchema(KubernetesObject subject)
    {
        if (subject.UnknownFields.Count == 0 || !Flattening.Check(subject).IsFalse)
            yield break;
        foreach (var siblings in subject.UnknownFields.GroupBy(field => field.Node.Parent))
        {
            foreach (var block in siblings.Where(field => field.Target is not null).GroupBy(field => field.Target!.Parent!.PathFrom(subject.Written), StringComparer.Ordinal))
                yield return Misplaced(subject, [.. block], block.Key);
            foreach (var same in siblings.Where(field => field.Target is null).GroupBy(field => (object?)field.Renamed ?? field))
                yield return Unknown(subject, [.. same]).As(Severity.Warning);
        }
    }

    // What slipped together is one mistake.
    private Finding Misplaced(KubernetesObject subject, List<UnknownField> block, string home)
    {
        var first = block[0];
        var message = block.Count == 1
            ? $"'{first.Name}' stands at {PlaceOf(first)} of {subject.Title} but belongs at {first.Target!.PathFrom(subject.Written)}"
            : $"'{first.Name}' and {block.Count - 1} more field{(block.Count == 2 ? "" : "s")} stand at {PlaceOf(first)} of {subject.Title} but belong in {(home.Length > 0 ? home : "the root")}";
        return block.Skip(1).Aggregate(Report(first.Node, first.Node.NameAt, message), (finding, field) => finding.And(field.Node.NameAt, $"'{field.Name}' belongs there, too"));
    }

    // What another kind or version has is one mistake, too.
    private Finding Unknown(KubernetesObject subject, List<UnknownField> fields)
    {
        var first = fields[0];
        var finding = Report(first.Node, first.Node.NameAt, $"{subject.Title} has no field '{first.Name}' at {PlaceOf(first)}{Meant(first)}");
        if (first.Renamed is { Successor: null })
            finding = finding.WithFix("Use the kind or version that has the field, or remove it.");
        return fields.Skip(1).Aggregate(finding, (all, field) => all.And(field.Node.NameAt, $"nor has it '{field.Name}'"));
    }

    private static string PlaceOf(UnknownField field) => field.Holder.Length > 0 ? field.Holder : "the root";

    private static string Meant(UnknownField field) =>
        field.Renamed is { } renamed ? $": {renamed.Hint}"
        : field.Meant is { } meant ? $": '{meant}' may be meant"
        : field.Name is ['-', var next, ..] && char.IsLetter(next) ? ": a space belongs behind the '-' of a list item"
        : field.Name is [var dash, ' ', ..] && Dashes.IndexOf(dash) >= 0 ? $": a list item begins with '-', and not with '{dash}'"
        : "";
}
