using Scans;
using Unfurl;

// 1. A classifier of patches learns from built-in digits.
var classifier = new PatchClassifier(seed: 1);
var trainer = new Trainer<PatchClassifier>(classifier, new Sgd(0.05f, momentum: 0.9f));
trainer.Fit(SyntheticDigits.Create(12_000, seed: 1), epochs: 2);
Console.WriteLine(FormattableString.Invariant($"The classifier gets {100 * trainer.Evaluate(SyntheticDigits.Create(2_000, seed: 2)).Accuracy:F1} % of 2000 patches right."));

// 2. The scanner takes its weights, and reads pages of any size.
var scanner = new Scanner();
scanner.Weights.TakeFrom(classifier.Weights);
bool agree = true;
foreach ((int lines, int columns) in new[] { (2, 3), (4, 8), (1, 5) })
{
    Page page = Page.Write(SyntheticDigits.Create(lines * columns, seed: 3 + lines), lines, columns);
    ScannedPage scan = ScannedPage.Of(scanner, page);
    int right = page.Digits.Count(d => scan.Digit(d.Row / Page.Step, d.Column / Page.Step) == d.Digit);
    Console.WriteLine($"A page of {page.Height} x {page.Width}: {scan.Rows} x {scan.Columns} patches, {right} of {page.Digits.Count} digits read.");

    // 3. Every patch gets what the classifier says of it alone.
    agree &= Agreement.Check(classifier, page, scan);
}

return agree ? 0 : 1;
