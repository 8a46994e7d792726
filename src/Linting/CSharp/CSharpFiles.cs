namespace Hale.Linting.CSharp;

/// <summary>Hands the C# files of a run to the reader that the host has for them.</summary>
internal static class CSharpFiles
{
    /// <param name="files">The files of the run that are C#.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="wasRead">Told of each file that was read; may be called from several threads.</param>
    public static CSharpContent Read(IReadOnlyList<InputFile> files, LintOptions options, Action wasRead)
    {
        if (files.Count == 0 || options.CSharp is not { } reader)
            return new CSharpContent([], 0);
        var baseDirectory = BaseDirectory.Of(options);
        var read = files.SelectInParallel(file =>
        {
            var source = InputReader.ReadSource(file);
            wasRead();
            return source;
        });
        var root = Repository.RootOf(baseDirectory) ?? baseDirectory;
        return reader(new CSharpInput(read, root, path => InputReader.ReadSource(new InputFile(path, Paths.Relative(baseDirectory, path)) { Within = root }))
        {
            IncludesTests = options.IncludesTests,
        });
    }
}
