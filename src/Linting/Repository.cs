namespace Hale.Linting;

/// <summary>The repository around a folder.</summary>
internal static class Repository
{
    /// <summary>The nearest folder, from this one upward, that holds <c>.git</c>; null outside of any repository.</summary>
    public static string? RootOf(string folder)
    {
        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            var git = Path.Combine(current, ".git");
            if (Directory.Exists(git) || File.Exists(git))
                return current;
        }

        return null;
    }
}
