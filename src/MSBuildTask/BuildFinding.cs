using System.Globalization;
using Hale.Linting;
using Hale.Rules;
using Hale.Rules.Tree;

namespace Hale.MSBuildTask;

/// <summary>What a build shows: a finding, or a mistake in what the user says.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="Code">The id of the rule.</param>
/// <param name="HelpLink">The page that explains it.</param>
/// <param name="File">The absolute path of the file.</param>
/// <param name="Line">Where it starts; 0 for the file as a whole.</param>
/// <param name="Column">Where it starts.</param>
/// <param name="EndLine">Where it ends.</param>
/// <param name="EndColumn">Behind its last character.</param>
/// <param name="Message">What is wrong, on one line, safe to print.</param>
internal sealed record BuildFinding(Level Level, string Code, string HelpLink, string File, int Line, int Column, int EndLine, int EndColumn, string Message)
{
    /// <summary>The code of mistakes in the configuration, the baseline, properties and items.</summary>
    public const string MistakeCode = "HALE0001";

    private const string MistakeHelp = $"{Product.Home}/blob/main/docs/msbuild.md";
    private const int MostRelated = 10;
    private const int Columns = 9;

    public static BuildFinding Of(Finding finding, LintResult result, Threshold failOn)
    {
        var level = failOn.IsFailedBy(finding.Severity) ? Level.Failing : finding.Severity is Severity.Note ? Level.Note : Level.Warning;
        return At(finding.Place, result.BaseDirectory, level, finding.Rule.Id, finding.Rule.HelpLink, $"{finding.Message}{Related(finding)}");
    }

    /// <summary>A mistake; the project stands for one that is in no file that Hale reads.</summary>
    public static BuildFinding Of(Mistake mistake, string project) => mistake.At is { } place
        ? At(place, Path.GetDirectoryName(project)!, Level.Mistake, MistakeCode, MistakeHelp, mistake.Message)
        : new BuildFinding(Level.Mistake, MistakeCode, MistakeHelp, project, 0, 0, 0, 0, Printable.Escape(mistake.Message));

    /// <summary>It on one line.</summary>
    public string Write() => Fields.Join(Level.ToString(), Code, HelpLink, File, Text(Line), Text(Column), Text(EndLine), Text(EndColumn), Message);

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static BuildFinding Read(string line)
    {
        var values = Fields.Split(line);
        return values.Count == Columns
            ? new BuildFinding((Level)Enum.Parse(typeof(Level), values[0]), values[1], values[2], values[3], Number(values[4]), Number(values[5]), Number(values[6]), Number(values[7]), values[8])
            : throw new IOException("The findings of the last build cannot be read: clean the project");
    }

    private static BuildFinding At(Place place, string folder, Level level, string code, string helpLink, string message)
    {
        var ((line, column), (endLine, endColumn)) = (place.StartPosition, place.EndPosition);
        return new BuildFinding(level, code, helpLink, Path.GetFullPath(Path.Combine(folder, place.Source.Path)), line, column, endLine, endColumn, Printable.Escape(message));
    }

    private static string Related(Finding finding)
    {
        if (finding.Related.Count == 0)
            return "";
        var places = finding.Related.Take(MostRelated).Select(related => $"{related.Place}: {related.Message}").ToList();
        if (finding.Related.Count > MostRelated)
            places.Add($"and {Text(finding.Related.Count - MostRelated)} more places");
        return $" ({string.Join("; ", places)})";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
