using System.Collections.Immutable;
using Hale.Rules;
using Microsoft.CodeAnalysis;

namespace Hale.Analyzer;

/// <summary>The rules of the catalog as the compiler knows rules.</summary>
internal static class Descriptors
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById =
        RuleCatalog.All.ToImmutableDictionary(rule => rule.Info.Id, rule => From(rule.Info), StringComparer.Ordinal);

    /// <summary>All of them, sorted by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = RuleCatalog.All.Select(rule => Of(rule.Info)).ToImmutableArray();

    public static DiagnosticDescriptor Of(RuleInfo rule) => ById[rule.Id];

    /// <summary>As in the task for MSBuild, a finding stops nobody from compiling unless the project says so.</summary>
    public static DiagnosticSeverity SeverityOf(Severity severity) => severity is Severity.Note ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;

    /// <summary>The category, such as <c>Hale.stateful-sets</c>, as a key of <c>.editorconfig</c> can name it.</summary>
    public static string CategoryOf(RuleInfo rule) => $"Hale.{rule.CategoryName.Replace(' ', '-')}";

    private static DiagnosticDescriptor From(RuleInfo rule) => new(
        rule.Id,
        rule.Title,
        "{0}",
        CategoryOf(rule),
        SeverityOf(rule.Severity),
        isEnabledByDefault: rule.Activation is not Activation.Off,
        $"{rule.Why}\n{rule.Fix}",
        rule.HelpLink,
        rule.Name);
}
