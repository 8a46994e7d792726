namespace Hale.Linting;

/// <summary>The repository around a folder.</summary>
internal static class Repository
{
    /// <summary>The nearest folder, from this one upward, that holds <c>.git</c>; null outside of any repository.</summary>
    public static string? RootOf(string folder)
    {
        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            if (IsRoot(current))
                return current;
        }

        return null;
    }

    /// <summary>Whether a folder holds <c>.git</c>, which is a file in a submodule and in a further working tree.</summary>
    public static bool IsRoot(string folder)
    {
        var git = Path.Combine(folder, ".git");
        return Directory.Exists(git) || File.Exists(git);
    }
}
