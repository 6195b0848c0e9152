namespace Stepwell.Tests.Shared;

/// <summary>Holds a text beside the approved one in a file.</summary>
internal static class Approved
{
    /// <summary>Fails where the text differs from the file, and writes it beside it as <c>.received</c>: rename that to approve.</summary>
    public static void Check(string file, string text)
    {
        var approved = File.Exists(file) ? File.ReadAllText(file) : "";
        var received = Path.ChangeExtension(file, ".received" + Path.GetExtension(file));
        if (approved == text)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        var (was, present) = (approved.Split('\n'), text.Split('\n'));
        var line = was.Zip(present).TakeWhile(l => l.First == l.Second).Count();
        Assert.Fail($"{file} is what was approved, {received} what is now; rename the latter to approve it. They differ from line {line + 1} on:\n- {was.ElementAtOrDefault(line)}\n+ {present.ElementAtOrDefault(line)}");
    }
}
