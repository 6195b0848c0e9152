using Stepwell;

namespace WorkbenchApp.Front;

[Get("/")]
public sealed class ShowFrontPage
{
    public string Handle() => "The app's own page.";
}
