namespace Hale.Linting.Sharding;

/// <summary>What a run lints together: all of its input; in a sharded run, each application that the shard takes by itself.</summary>
internal sealed class InputParts
{
    private readonly Shard? _shard;
    private readonly Applications? _applications;

    /// <exception cref="UsageException">Standard input is to be sharded.</exception>
    public InputParts(IReadOnlyList<InputFile> files, LintOptions options)
    {
        if (options.Shard is not { } shard)
        {
            All = [files];
            return;
        }

        if (options.Paths.Contains(InputFinder.StandardInput))
            throw new UsageException("Standard input has no parts: leave out --shard");
        List<InputFile> linted = [.. files.Where(file => !file.IsContext)];
        List<InputFile> context = [.. files.Where(file => file.IsContext)];
        _shard = shard;
        _applications = new Applications([.. options.Paths.Select(options.FullPath)], linted);
        All = [.. linted.GroupBy(file => _applications.NameOf(file.FullPath), StringComparer.Ordinal)
            .Where(application => shard.Takes(application.Key))
            .Select(application => InOrder(application.Concat(context)))];
    }

    /// <summary>The parts, each with its files sorted by the path that is shown.</summary>
    public IReadOnlyList<IReadOnlyList<InputFile>> All { get; }

    /// <summary>Whether a file is this run's to lint, as long as it is there.</summary>
    /// <param name="path">An absolute path.</param>
    public bool IsOurs(string path) => _shard?.Takes(_applications!.NameOf(path)) != false;

    private static IReadOnlyList<InputFile> InOrder(IEnumerable<InputFile> files) => [.. files.OrderBy(file => file.DisplayPath, StringComparer.Ordinal)];
}
