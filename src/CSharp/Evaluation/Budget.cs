using System.Runtime.CompilerServices;

namespace Hale.CSharp.Evaluation;

/// <summary>The work that may be done for one entry. It counts steps, not time: the same code always gives the same findings.</summary>
/// <param name="limit">The steps that may be taken.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class Budget(int limit, CancellationToken cancellation)
{
    // To look at a value again takes this part of the time that an operation takes.
    private const int LooksPerStep = 32;

    private long _looks;

    /// <summary>The steps that were taken.</summary>
    public int Steps { get; private set; }

    /// <summary>An operation is followed.</summary>
    /// <exception cref="BudgetException">It is too much.</exception>
    public void Step()
    {
        Take(1);
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    /// <summary>So many variables, objects or elements are gone through.</summary>
    /// <exception cref="BudgetException">It is too much.</exception>
    public void Look(long count)
    {
        _looks += count;
        Take(_looks / LooksPerStep);
        _looks %= LooksPerStep;
    }

    private void Take(long steps)
    {
        if (steps > limit - Steps)
            throw new BudgetException();
        var before = Steps;
        Steps += (int)steps;
        if (before / 1024 != Steps / 1024)
            cancellation.ThrowIfCancellationRequested();
    }
}

/// <summary>An entry is too much to follow. What it builds stays unknown.</summary>
internal sealed class BudgetException : Exception
{
    public BudgetException() : base("The method is too much to follow") { }

    public BudgetException(string message) : base(message) { }

    public BudgetException(string message, Exception inner) : base(message, inner) { }
}
