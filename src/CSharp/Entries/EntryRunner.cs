using Hale.CSharp.Evaluation;
using Hale.CSharp.Manifests;
using Hale.CSharp.Models;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Entries;

/// <summary>Runs every entry, each on its own.</summary>
internal sealed class EntryRunner(
    SourceMethods methods, ModelTypes models, ManifestRecorder manifests, BuilderText text, CancellationToken cancellation)
{
    /// <summary>Classes on whose objects an inherited entry is run.</summary>
    private const int MaximumClasses = 8;

    private readonly HashSet<IMethodSymbol> _followed = new(SymbolEqualityComparer.Default);
    private readonly List<SyntaxNode> _notFollowed = [];
    private IReadOnlyList<INamedTypeSymbol>? _classes;
    private int _steps;

    /// <summary>Entries that are too much to follow: what they build is not known.</summary>
    public IReadOnlyList<SyntaxNode> NotFollowed => _notFollowed;

    /// <summary>Runs the entries, and then those of the other methods that none of them came to.</summary>
    public void RunAll(IReadOnlyList<ISymbol> entries, IReadOnlyList<ISymbol> others)
    {
        foreach (var entry in entries.OfType<IMethodSymbol>())
            Run(entry);
        RunInitializers(entries, areUsed: false);
        foreach (var other in others.OfType<IMethodSymbol>())
        {
            if (!_followed.Contains(other))
                Run(other);
        }

        RunInitializers(others, areUsed: true);
    }

    private void RunInitializers(IReadOnlyList<ISymbol> entries, bool areUsed)
    {
        foreach (var entry in entries)
        {
            var member = (entry as IMethodSymbol)?.AssociatedSymbol ?? entry;
            if (methods.InitializerOf(member) is { } initializer)
                Run(initializer.Syntax, evaluator => evaluator.Run(member, initializer, areUsed));
        }
    }

    private void Run(IMethodSymbol entry)
    {
        if (methods.BodyOf(entry) is not { } body)
            return;
        foreach (var type in ClassesFor(entry))
            Run(body.Syntax, evaluator => evaluator.Run(entry, type));
    }

    private void Run(SyntaxNode at, Action<Evaluator> run)
    {
        var budget = new Budget(Math.Min(Limits.Steps, Limits.StepsInAll - _steps), cancellation);
        try
        {
            run(new Evaluator(methods, models, manifests, _followed, text, budget));
        }
        catch (Exception tooMuch) when (tooMuch is BudgetException or InsufficientExecutionStackException)
        {
            _notFollowed.Add(at);
        }

        _steps += budget.Steps;
    }

    // A method that a class hands down is run as each class that can be made has it: its hooks are then known.
    private IEnumerable<INamedTypeSymbol?> ClassesFor(IMethodSymbol entry)
    {
        var type = entry.ContainingType;
        if (entry.IsStatic || type.IsSealed || type.TypeKind is not TypeKind.Class || entry.MethodKind is MethodKind.Constructor)
            return [type];
        _classes ??= [.. Hierarchy.TypesIn(methods.Compilation.Assembly.GlobalNamespace).Where(type => type.TypeKind is TypeKind.Class)];
        var concrete = _classes.Where(derived => !derived.IsAbstract && Inherits(derived, entry)).Take(MaximumClasses).ToList();
        return concrete.Count == 0 ? [type] : concrete;
    }

    private static bool Inherits(INamedTypeSymbol type, IMethodSymbol entry) =>
        Hierarchy.Levels(type).Any(level => SymbolEqualityComparer.Default.Equals(level.OriginalDefinition, entry.ContainingType))
        && SymbolEqualityComparer.Default.Equals(Hierarchy.Actual(entry, type).OriginalDefinition, entry);
}
