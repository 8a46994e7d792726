namespace Hale.Cli.Reports;

/// <summary>Reports end their lines with LF on every system, so that equal findings give equal files.</summary>
internal static class Output
{
    public static void Line(this TextWriter output, string text = "")
    {
        output.Write(text);
        output.Write('\n');
    }
}
